using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A goal that is over before the run says anything.</summary>
internal static class GoalBeforeSend
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        let arrivals = paths.Of(journey).Arrivals
        let sends = journey.Steps.Where(s => !JourneyParts.Messages(s).IsEmpty && arrivals.ContainsKey(s.Id)).ToList()
        where sends.Count > 0
        let first = sends.MinBy(s => arrivals[s.Id].Since.Least)
        from goal in journey.Goals
        where goal.Event.Within is { } within && arrivals[first.Id].Since.Least > within
        select JourneyDiagnostics.GoalOverBeforeSend(goal.Location, goal.Name, first.Location, Words.Of(arrivals[first.Id].Since.Soonest));
}
