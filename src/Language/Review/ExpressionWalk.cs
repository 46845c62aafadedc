using System.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>The parts of an expression that read the same event as the whole; filters and windows are about other events.</summary>
internal static class ExpressionWalk
{
    public static IEnumerable<Expression> All(Expression expression) => Parts(expression).SelectMany(All).Prepend(expression);

    private static IEnumerable<Expression> Parts(Expression expression) => expression switch
    {
        Interpolation i => i.Parts,
        MemberExpression m => [m.Target],
        UnaryExpression u => [u.Operand],
        BinaryExpression b => [b.Left, b.Right],
        BetweenExpression b => [b.Value, b.Low, b.High],
        IsExpression i => [i.Value],
        ListExpression l => l.Elements,
        RecordExpression r => r.Fields.Select(f => f.Value),
        PredictExpression p => p.Inputs.Select(i => i.Value),
        RecommendExpression r => r.Inputs.Select(i => i.Value),
        CatalogExpression c => [c.Key],
        CallExpression c => c.Arguments,
        ErrorExpression or Constant or NowExpression or TodayExpression or RootExpression or VariableExpression or AggregateExpression or TimeSinceExpression
            or LastFirstExpression or HappenedExpression or InSegmentExpression or ConsentExpression or MetricExpression or RfmExpression => [],
        _ => throw new UnreachableException(),
    };
}
