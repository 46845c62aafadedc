using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Review;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A message that always falls into quiet hours which skip.</summary>
internal static class AlwaysQuiet
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        let arrivals = paths.Of(journey).Arrivals
        from step in journey.Steps
        where arrivals.ContainsKey(step.Id) && step is SendStep
        let message = JourneyParts.Messages(step)[0]
        let policy = paths.PolicyOf(message)
        let arrival = arrivals[step.Id].DayTime
        where policy is { WaitDuringQuiet: false } && arrival is not null
        let quiet = policy.Quiet.FirstOrDefault(arrival.IsInside)
        where quiet is not null
        select JourneyDiagnostics.AlwaysInQuietHours(
            step.Location,
            Words.Of(message.Channel),
            policy.Name,
            arrival.Length == NodaTime.Duration.Zero ? ValueText.Time(arrival.From) : $"{ValueText.Time(arrival.From)} to {ValueText.Time(arrival.To)}",
            $"{ValueText.Time(quiet.From)} to {ValueText.Time(quiet.To)}",
            policy.Location);
}
