using System.Collections.Immutable;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Cli.Reports;

/// <summary>
/// Chooses few stories that show much: each next one adds the most that was not seen yet (a journey, a template, a reason).
/// Ties go to the shorter story, then to the smaller key, so the same history always gives the same choice.
/// </summary>
internal static class TimelinePicker
{
    private const int LongestStory = 24;

    public static ImmutableArray<PersonTimeline> Pick(IEnumerable<PersonTimeline> candidates, int count)
    {
        var left = candidates
            .Where(c => c.Lines.Any(l => l.Kind == TimelineKind.Entry))
            .OrderBy(c => c.Lines.Length > LongestStory)
            .ThenBy(c => c.Lines.Length)
            .ThenBy(c => c.Customer.Length)
            .ThenBy(c => c.Customer, StringComparer.Ordinal)
            .Select(c => (Person: c, Facts: Facts(c)))
            .ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var picked = ImmutableArray.CreateBuilder<PersonTimeline>();
        while (picked.Count < count && left.Count > 0)
        {
            var best = left.MaxBy(c => c.Facts.Count(f => !seen.Contains(f)) * 4.0 / Math.Max(8, c.Person.Lines.Length));
            picked.Add(best.Person);
            seen.UnionWith(best.Facts);
            left.Remove(best);
        }

        return picked.ToImmutable();
    }

    private static HashSet<string> Facts(PersonTimeline person) => person.Lines
        .Where(l => l.Kind is not TimelineKind.Event and not TimelineKind.Other and not TimelineKind.Incident)
        .SelectMany(l => new[] { $"{l.Journey} {l.Kind}", l.Kind == TimelineKind.Held ? $"{l.Journey} held" : l.Text })
        .ToHashSet(StringComparer.Ordinal);
}
