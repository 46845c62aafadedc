using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>Whoever may enter again while the last run is still alive is ignored.</summary>
internal static class AgainTooSoon
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        where journey is { Reentry.Kind: ReentryKind.After, RestartWhenInside: false } && journey.Triggers.Any(t => !EndsTheRun(journey, t))
        let again = journey.Reentry.After
        let longest = paths.Of(journey).Length.Planned
        where longest is not null && again.Measured < longest
        select JourneyDiagnostics.AgainTooSoon(journey.Triggers[0].Location, journey.Name, again.ToString(), Words.Of(longest.Value));

    /// <summary>Whoever enters a segment again has left it before, and an event that ends the run finds nobody inside.</summary>
    private static bool EndsTheRun(Journey journey, Trigger trigger) => trigger switch
    {
        SegmentTrigger t => journey.Exits.OfType<SegmentExit>().Any(e => e.Segment == t.Segment && e.Entered != t.Entered),
        EventTrigger t => journey.Exits.OfType<EventExit>().Any(e => e.Event.Event == t.Event && e.Event is { Where: null, Within: null }),
        _ => false,
    };
}
