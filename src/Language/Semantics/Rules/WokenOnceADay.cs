using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A segment with a condition that has no next change of its own is looked at every local midnight.</summary>
internal static class WokenOnceADay
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from segment in paths.Program.Segments
        let reason = segment.Conditions.SelectMany(ProgramExpressions.Of).Select(Reason).FirstOrDefault(r => r is not null)
        where reason is not null
        select JourneyDiagnostics.WokenOnceADay(reason.Value.Place.Location ?? segment.Location, segment.Name, reason.Value.Label);

    private static (Expression Place, string Label)? Reason(Expression condition)
    {
        var parts = ExpressionTree.All(condition).ToList();
        if (parts.OfType<PredictExpression>().FirstOrDefault() is { } predict)
        {
            return (predict.Location is null ? condition : predict, "a prediction changes without an event");
        }

        return parts.OfType<BinaryExpression>().FirstOrDefault(IsArithmeticOverTime) is { } sum
            ? (sum.Location is null ? condition : sum, "arithmetic over a `time since`")
            : null;
    }

    private static bool IsArithmeticOverTime(BinaryExpression expression) =>
        expression.Operator is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide
        && ExpressionTree.All(expression).Any(e => e is TimeSinceExpression);
}
