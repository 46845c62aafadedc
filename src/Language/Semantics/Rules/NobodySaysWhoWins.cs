using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Semantics.Domains;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>Two journeys that start from the same, share the caps of a policy, and have the same priority.</summary>
internal static class NobodySaysWhoWins
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths)
    {
        var capped = paths.Program.Journeys.ToDictionary(j => j.Name, j => CappedPolicies(paths, j), StringComparer.Ordinal);
        var starters = new Dictionary<string, List<Journey>>(StringComparer.Ordinal);
        foreach (var journey in paths.Program.Journeys)
        {
            var keys = journey.Triggers.Select(KeyOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            var rival = keys.SelectMany(k => starters.GetValueOrDefault(k) ?? []).FirstOrDefault(r =>
                r.Priority == journey.Priority && capped[r.Name].Overlaps(capped[journey.Name]) && SameStart(paths, r, journey));
            if (rival is not null)
            {
                var policy = capped[rival.Name].Intersect(capped[journey.Name]).Min(StringComparer.Ordinal) ?? "";
                yield return JourneyDiagnostics.NobodySaysWhoWins(journey.Triggers[0].Location, journey.Name, rival.Name, policy, rival.Triggers[0].Location);
            }

            foreach (var key in keys)
            {
                starters.TryAdd(key, []);
                starters[key].Add(journey);
            }
        }
    }

    /// <summary>The policies with caps that a journey sends under.</summary>
    private static HashSet<string> CappedPolicies(WorkspacePaths paths, Journey journey) => journey.Steps
        .SelectMany(s => JourneyParts.Messages(s))
        .Select(m => m.Policy)
        .OfType<string>()
        .Where(p => paths.Program.Policy(p) is { Caps.IsEmpty: false })
        .ToHashSet(StringComparer.Ordinal);

    private static string? KeyOf(Trigger trigger) => trigger switch
    {
        EventTrigger e => "event " + e.Event,
        SegmentTrigger s => $"{s.Entered} {s.Segment}",
        ScheduleTrigger s => "schedule " + s.Segment,
        _ => null,
    };

    private static bool SameStart(WorkspacePaths paths, Journey a, Journey b) =>
        a.Triggers.Any(x => b.Triggers.Any(y => AreSame(paths, x, y)))
        && !paths.Domains.Of(a.Eligible, Truths.Yes).And(paths.Domains.Of(b.Eligible, Truths.Yes)).IsImpossible;

    private static bool AreSame(WorkspacePaths paths, Trigger a, Trigger b) => (a, b) switch
    {
        (EventTrigger x, EventTrigger y) => x.Event == y.Event && !Told(paths, x).And(Told(paths, y)).IsImpossible,
        (SegmentTrigger x, SegmentTrigger y) => x.Segment == y.Segment && x.Entered == y.Entered,
        (ScheduleTrigger x, ScheduleTrigger y) => x.Segment == y.Segment && x.At == y.At && (x.Days & y.Days) != Weekdays.None,
        _ => false,
    };

    private static Cases Told(WorkspacePaths paths, EventTrigger trigger) => trigger.Where is { } where ? paths.Domains.Of(where, Truths.Yes) : Cases.Anything;
}
