using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>The parts of an expression, in the order of the text; one place knows them all.</summary>
internal static class ExpressionWalker
{
    public static IEnumerable<Expression> Parts(Expression expression) => expression switch
    {
        ErrorExpression or Constant or NowExpression or TodayExpression or RootExpression or VariableExpression => [],
        InSegmentExpression or ConsentExpression or RfmExpression => [],
        Interpolation text => text.Parts,
        MemberExpression member => [member.Target],
        UnaryExpression unary => [unary.Operand],
        BinaryExpression binary => [binary.Left, binary.Right],
        BetweenExpression between => [between.Value, between.Low, between.High],
        IsExpression test => [test.Value],
        ListExpression list => list.Elements,
        RecordExpression record => record.Fields.Select(f => f.Value),
        AggregateExpression aggregate => Present(aggregate.Value, aggregate.Filter),
        TimeSinceExpression since => Present(since.Filter),
        LastFirstExpression last => Present(last.Filter),
        HappenedExpression happened => Present([happened.Filter, .. happened.Then.Select(t => t.Filter)]),
        MetricExpression metric => [metric.Definition],
        PredictExpression predict => predict.Inputs.Select(i => i.Value),
        RecommendExpression recommend => Present([.. recommend.Inputs.Select(i => i.Value), recommend.Limit]),
        CatalogExpression catalog => [catalog.Key],
        CallExpression call => call.Arguments,
        _ => throw new UnreachableException(),
    };

    public static IEnumerable<Expression> All(Expression expression) => Parts(expression).SelectMany(All).Prepend(expression);

    public static IEnumerable<Expression> All(ImmutableArray<Condition> conditions) => conditions.SelectMany(All);

    private static IEnumerable<Expression> All(Condition condition) => condition switch
    {
        LeafCondition leaf => All(leaf.Expression),
        GroupCondition group => All(group.Conditions),
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<Expression> Present(params IEnumerable<Expression?> parts) => parts.OfType<Expression>();
}
