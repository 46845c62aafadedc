using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>Why a run does not begin: the text of a condition, or a rule's name.</summary>
/// <param name="Because">The condition with its values.</param>
internal readonly record struct Refusal(string Reason, Location Location, string? Because = null);

/// <summary>Who may begin a run; a refusal names what said no.</summary>
internal static class Admission
{
    private const int MostRunsOfOneJourney = 32;

    /// <summary>Beyond this a document is as heavy as thousands of others.</summary>
    private const int MostBytes = 256 * 1024;

    /// <summary>When `enter again` allows the next entry after one.</summary>
    public static Instant AllowedAgain(DecisionDraft draft, string journey, Instant entered) => draft.Workspace.Journey(journey)?.Reentry switch
    {
        { Kind: ReentryKind.Never } => Instant.MaxValue,
        { Kind: ReentryKind.After, After: var after } => Calendar.Add(entered, after, draft.Zone),
        _ => Instant.MinValue,
    };

    /// <summary>The days of the journey, and `enter again`; neither concerns a restart or a call.</summary>
    public static Refusal? ByTime(DecisionDraft draft, Candidate candidate)
    {
        var journey = candidate.Journey;
        if (candidate.Key is null)
        {
            return new Refusal("no key", candidate.Location);
        }

        if (journey.Starts is not null || journey.Ends is not null)
        {
            var today = LocalTimes.ToDate(draft.Now, draft.Workspace.Settings.Zone);
            if (today < journey.Starts || today > journey.Ends)
            {
                return new Refusal(today < journey.Starts ? "not started yet" : "ended", candidate.Location);
            }
        }

        foreach (var ended in draft.Customer.EndedRuns)
        {
            if (ended.Journey == journey.Name && ended.Key == candidate.Key && draft.Now < AllowedAgain(draft, journey.Name, ended.EnteredAt))
            {
                var rule = journey.Reentry.Kind == ReentryKind.Never ? "never" : $"after {journey.Reentry.After}";
                return new Refusal($"enter again {rule}", candidate.Location);
            }
        }

        return null;
    }

    /// <summary>Eligible, and not over before it began.</summary>
    public static Refusal? ByState(DecisionDraft draft, Candidate candidate, Run run)
    {
        var journey = candidate.Journey;
        var scope = draft.Scope(run, candidate.Event);
        var eligible = ConditionEvaluator.Check(journey.Eligible, scope);
        if (eligible is { Yes: false, FirstNo: { } no })
        {
            return new Refusal(eligible.Reason, no.Location, ConditionEvaluator.Trace(no, scope));
        }

        return EndedBefore(draft, candidate, run) is { } ending ? new Refusal($"{ending} came first", candidate.Location) : null;
    }

    /// <summary>What begins anew is already counted.</summary>
    public static Refusal? ByCount(DecisionDraft draft, Candidate candidate)
    {
        if (draft.Customer.Bytes > MostBytes)
        {
            return new Refusal("too much is kept of this customer", candidate.Location);
        }

        var alive = 0;
        foreach (var other in draft.Runs)
        {
            alive += !other.IsOver && other.State.Journey == candidate.Journey.Name ? 1 : 0;
        }

        return alive >= MostRunsOfOneJourney ? new Refusal($"{MostRunsOfOneJourney} runs already", candidate.Location) : null;
    }

    /// <summary>The event that would have ended the run and is applied already: a queue turned the two around.</summary>
    private static string? EndedBefore(DecisionDraft draft, Candidate candidate, Run run)
    {
        foreach (var exit in candidate.Journey.Exits)
        {
            if (Goals.EventOf(candidate.Journey, exit) is not { } on || !draft.Customer.Histories.TryGetValue(on.Event, out var history))
            {
                continue;
            }

            // What led to the trigger is no end of what it begins: the event itself, or the one behind a segment or a call.
            var mayBeTrigger = candidate.Event is null || candidate.Event.Type == on.Event;
            for (var i = history.Entries.Length - 1; i >= 0 && history.Entries[i].At >= run.TriggeredAt; i--)
            {
                var (at, fields) = history.Entries[i];
                if ((!mayBeTrigger || at > run.TriggeredAt) && Reacting.Concerns(draft, run, on, new CustomerEvent("", "", on.Event, at, at, fields)))
                {
                    return on.Event;
                }
            }
        }

        return null;
    }
}
