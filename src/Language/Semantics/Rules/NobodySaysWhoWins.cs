using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Semantics.Domains;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>Two journeys that start from the same, share the caps of a policy, and have the same priority.</summary>
internal static class NobodySaysWhoWins
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from later in paths.Program.Journeys
        let rival = paths.Program.Journeys.TakeWhile(j => j != later).FirstOrDefault(j => j.Priority == later.Priority && SamePolicy(paths, j, later) is not null && SameStart(paths, j, later))
        where rival is not null
        select JourneyDiagnostics.NobodySaysWhoWins(later.Triggers[0].Location, later.Name, rival.Name, SamePolicy(paths, rival, later)!, rival.Triggers[0].Location);

    private static string? SamePolicy(WorkspacePaths paths, Journey a, Journey b) => Policies(a)
        .Intersect(Policies(b), StringComparer.Ordinal)
        .FirstOrDefault(p => paths.Program.Policy(p) is { Caps.IsEmpty: false });

    private static IEnumerable<string> Policies(Journey journey) => journey.Steps.SelectMany(s => JourneyParts.Messages(s)).Select(m => m.Policy).OfType<string>();

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
