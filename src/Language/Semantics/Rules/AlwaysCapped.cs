using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using NodaTime;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>
/// A message that comes while the place of earlier ones is still taken, under a policy that skips when capped. Only
/// messages of one channel are compared: where the first is skipped for want of an address, so is the second.
/// </summary>
internal static class AlwaysCapped
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        let arrivals = paths.Of(journey).Arrivals
        from step in journey.Steps.OfType<SendStep>()
        where arrivals.ContainsKey(step.Id)
        let policy = paths.PolicyOf(step.Message)
        where policy is { WaitWhenCapped: null }
        let found = policy.Caps.Select(c => Of(step, arrivals[step.Id], policy, c)).FirstOrDefault(d => d is not null)
        where found is not null
        select found;

    private static Diagnostic? Of(SendStep step, PathState at, Policy policy, Cap cap)
    {
        if (cap.Channel is { } channel && channel != step.Message.Channel)
        {
            return null;
        }

        var held = Holds.OfMessage(policy, at.DayTime);
        var before = at.Sent
            .Where(s => s.Surely && s.Message.Channel == step.Message.Channel && s.Message.Policy == policy.Name && TakesAPlace(s, at, held, cap))
            .ToList();
        return before.Count < cap.Limit
            ? null
            : JourneyDiagnostics.AlwaysCapped(step.Location, policy.Name, Words.At(cap.Location), Words.Of(before[0].Ago.Most ?? Duration.Zero), before[0].Message.Location, before.Count + 1);
    }

    /// <summary>A calendar day is known to be the same when the latest start and the longest way end before midnight.</summary>
    private static bool TakesAPlace(PastMessage earlier, PathState at, Lengths held, Cap cap) => cap.Per is { } length
        ? earlier.Ago.Most + held.Most < length
        : held == Lengths.None
          && earlier.DayTime is { CrossesMidnight: false } then
          && at.DayTime is not null
          && Duration.FromNanoseconds(then.To.NanosecondOfDay) + earlier.Ago.Most < Duration.FromHours(23);
}
