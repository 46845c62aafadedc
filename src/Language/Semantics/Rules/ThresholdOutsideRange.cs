using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Semantics.Domains;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A comparison with a number that the subject can never be.</summary>
internal static class ThresholdOutsideRange
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        ProgramExpressions.Of(paths.Program).SelectMany(ExpressionTree.AsWritten).Select(Of).OfType<Diagnostic>();

    private static Diagnostic? Of(Expression expression)
    {
        if (ConditionDomains.Comparison(expression) is not { Allowed: RangeSet allowed } comparison || expression.Location is not { } location)
        {
            return null;
        }

        var (subject, _) = ConditionDomains.WithoutDefault(comparison.Subject);
        if (Subjects.Everything(subject) is not RangeSet possible || !allowed.Intersect(possible).IsEmpty)
        {
            return null;
        }

        var hull = possible.Hull;
        return JourneyDiagnostics.OutsideRange(location, Words.Of(comparison.Subject), Shown(hull), Meant(allowed, hull));
    }

    private static string Shown(Interval range) => range switch
    {
        { Low: { } low, High: { } high } => $"{ValueText.Number(low)} to {ValueText.Number(high)}",
        { Low: { } low } => $"{ValueText.Number(low)} or more",
        { High: { } high } => $"{ValueText.Number(high)} or less",
        _ => "anything",
    };

    /// <summary>A percent written as a whole number: 60 for 0.6.</summary>
    private static string? Meant(RangeSet allowed, Interval range) =>
        range is { Low: 0, High: 1 } && (allowed.Hull.Low ?? allowed.Hull.High) is > 1 and <= 100 and { } written ? ValueText.Number(written / 100) : null;
}
