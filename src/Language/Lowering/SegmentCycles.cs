using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>JRN0410: a segment that asks for itself, directly or through others. Each circle is reported once.</summary>
internal static class SegmentCycles
{
    public static void Check(ImmutableArray<Segment> segments, ICollection<Diagnostic> diagnostics)
    {
        var reads = segments.ToDictionary(
            s => s.Name,
            s => ExpressionWalker.All(s.Conditions).OfType<InSegmentExpression>().Select(i => i.Segment).Distinct(StringComparer.Ordinal).ToList(),
            StringComparer.Ordinal);
        foreach (var circle in Circles.Of(segments.Select(s => s.Name), name => reads.GetValueOrDefault(name) ?? []))
        {
            var location = segments.First(s => s.Name == circle[0]).Location;
            diagnostics.Add(JourneyDiagnostics.DependsOnItself(location, "segment", circle[0], circle));
        }
    }
}
