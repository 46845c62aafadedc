using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using NodaTime;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A message that lives shorter than quiet hours can hold it.</summary>
internal static class LifeShorterThanHold
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        let arrivals = paths.Of(journey).Arrivals
        from step in journey.Steps
        where arrivals.ContainsKey(step.Id)
        from message in JourneyParts.Messages(step)
        let policy = paths.PolicyOf(message)
        let hold = QuietHold(policy, arrivals[step.Id].DayTime)
        where message.For is { } life && life < hold
        select JourneyDiagnostics.LivesShorterThanHold(message.Location, Words.Of(message.Channel), Words.Of(message.For!.Value), Words.Of(hold));

    private static Duration QuietHold(Policy? policy, DayTime? arrival) => policy is not { WaitDuringQuiet: true } || (arrival is not null && !policy.Quiet.Any(arrival.Touches))
        ? Duration.Zero
        : policy.Quiet.Select(q => DayTime.Distance(q.From, q.To)).DefaultIfEmpty(Duration.Zero).Max();
}
