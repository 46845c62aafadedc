using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>`not (x >= 18)` is "no" for those without an x, which a reader of `not` does not expect.</summary>
internal static class NotOfUnknown
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from whole in ProgramExpressions.Of(paths.Program)
        from not in ExpressionTree.AsWritten(whole).OfType<UnaryExpression>()
        where not is { Operator: UnaryOperator.Not, Operand: BinaryExpression { Operator: not (BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Default) } or BetweenExpression }
        let subject = Missing(not.Operand)
        where subject is not null && !AsksWhetherThere(whole, subject)
        from place in JourneyParts.Maybe(not.Location)
        select JourneyDiagnostics.NotOfUnknown(place, Words.Of(subject));

    private static Expression? Missing(Expression comparison)
    {
        var left = comparison switch { BinaryExpression b => b.Left, BetweenExpression b => b.Value, _ => comparison };
        return left is { MayBeMissing: true } and (MemberExpression or VariableExpression or MetricExpression or TimeSinceExpression or AggregateExpression) ? left : null;
    }

    private static bool AsksWhetherThere(Expression whole, Expression subject) =>
        ExpressionTree.AsWritten(whole).OfType<IsExpression>().Any(i => ExpressionText.Of(i.Value) == ExpressionText.Of(subject));
}
