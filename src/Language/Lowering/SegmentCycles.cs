using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>JRN0410: a segment that asks for itself, directly or through others. Each circle is reported once, and cut where it begins.</summary>
internal static class SegmentCycles
{
    public static ImmutableArray<Segment> Cut(ImmutableArray<Segment> segments, ICollection<Diagnostic> diagnostics)
    {
        var reads = segments.ToDictionary(
            s => s.Name,
            s => ExpressionTree.All(s.Conditions).OfType<InSegmentExpression>().Select(i => i.Segment).Distinct(StringComparer.Ordinal).ToList(),
            StringComparer.Ordinal);
        foreach (var circle in Circles.Of(segments.Select(s => s.Name), name => reads.GetValueOrDefault(name) ?? []))
        {
            var first = segments.First(s => s.Name == circle[0]);
            diagnostics.Add(JourneyDiagnostics.DependsOnItself(first.Location, "segment", circle[0], circle));
            segments = segments.Replace(first, first with { Conditions = [.. first.Conditions.Select(c => Without(c, circle[1]))] });
        }

        return segments;
    }

    private static Condition Without(Condition condition, string segment) => condition switch
    {
        LeafCondition leaf when ExpressionTree.All(leaf.Expression).OfType<InSegmentExpression>().Any(i => i.Segment == segment) =>
            leaf with { Expression = new ErrorExpression(leaf.Location) },
        GroupCondition group => group with { Conditions = [.. group.Conditions.Select(c => Without(c, segment))] },
        _ => condition,
    };
}
