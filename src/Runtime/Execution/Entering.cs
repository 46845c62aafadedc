using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>How runs begin. A trigger that leads to none is journaled with its reason; an event that fails `where` is no trigger.</summary>
internal static class Entering
{
    private const int MostRunsOfOneJourney = 32;

    /// <summary>Restarts first, then new entries, each by priority.</summary>
    public static void OnEvent(Draft draft, CustomerEvent @event)
    {
        var starts = draft.Index.OnEvent(@event.Type);
        if (starts.IsEmpty)
        {
            return;
        }

        var entry = EventRecord.Of(@event.At, @event.Data);
        List<Candidate>? candidates = null;
        foreach (var start in starts)
        {
            var trigger = (EventTrigger)start.Trigger;
            var asked = new Run("", start.Journey.Name, start.Journey.Version, "", draft.Now, @event.At) { Entry = entry };
            var scope = draft.Scope(asked, @event);
            if (Evaluator.IsYes(trigger.Where, scope))
            {
                var key = trigger.KeyedBy is { } by ? KeyOf(Evaluator.Evaluate(by, scope), scope.Zone) : "";
                Offer(ref candidates, new Candidate(start.Journey, key, @event.At, entry, @event, trigger.Location));
            }
        }

        Consider(draft, candidates);
    }

    public static void OnSegment(Draft draft, SegmentMoved moved)
    {
        List<Candidate>? candidates = null;
        foreach (var start in draft.Index.OnSegment(moved.Segment, moved.Entered))
        {
            Offer(ref candidates, new Candidate(start.Journey, "", draft.Now, RecordValue.Empty, null, start.Trigger.Location));
        }

        Consider(draft, candidates);
    }

    /// <summary>A schedule or a date has come.</summary>
    public static void OnTime(Draft draft, Start start)
    {
        List<Candidate>? candidates = null;
        Offer(ref candidates, new Candidate(start.Journey, "", draft.Now, RecordValue.Empty, null, start.Trigger.Location));
        Consider(draft, candidates);
    }

    /// <summary>`run` and `start` ask for the conditions alone; re-entry and dates of the journey do not apply.</summary>
    public static void OnCall(Draft draft, RunCalled called)
    {
        if (draft.Workspace.Journey(called.Journey) is not { } journey)
        {
            // A newer release has it no more.
            draft.Pending.Enqueue(new RunReturned(called.Caller, RecordValue.Of(("skipped", Value.True), ("reason", new TextValue("not declared")))));
            return;
        }

        var candidate = new Candidate(journey, called.Key, draft.Now, RecordValue.Empty, null, journey.Location);
        var run = NewRun(draft, candidate) with { Input = Calling.WithDefaults(called.Input, journey.Inputs), Caller = called.Caller };
        if (Refusal(draft, candidate, run) is { } refusal)
        {
            Refuse(draft, candidate, refusal);
            draft.Pending.Enqueue(new RunReturned(called.Caller, Calling.ResultOf(journey, null, skipped: true, refusal.Reason)));
            return;
        }

        Begin(draft, candidate, run);
    }

    /// <summary>When `enter again` allows the next entry after one.</summary>
    public static Instant AllowedAgain(Draft draft, string journey, Instant entered) => draft.Workspace.Journey(journey)?.Reentry switch
    {
        { Kind: ReentryKind.Never } => Instant.MaxValue,
        { Kind: ReentryKind.After, After: var after } => Calendar.Add(entered, after, draft.Zone),
        _ => Instant.MinValue,
    };

    private sealed record Candidate(Journey Journey, string? Key, Instant At, RecordValue Entry, CustomerEvent? Event, Location Location);

    private readonly record struct Refused(string Reason, Location Location);

    /// <summary>One trigger a journey and key; the first that holds wins.</summary>
    private static void Offer(ref List<Candidate>? candidates, Candidate candidate)
    {
        candidates ??= [];
        foreach (var other in candidates)
        {
            if (other.Journey.Name == candidate.Journey.Name && other.Key == candidate.Key)
            {
                return;
            }
        }

        candidates.Add(candidate);
    }

    private static void Consider(Draft draft, List<Candidate>? candidates)
    {
        if (candidates is null)
        {
            return;
        }

        List<Candidate>? others = null;
        foreach (var candidate in candidates)
        {
            if (candidate.Key is { } key && draft.Alive(candidate.Journey.Name, key) is { } inside)
            {
                Meet(draft, candidate, inside);
            }
            else
            {
                (others ??= []).Add(candidate);
            }
        }

        if (others is not null)
        {
            foreach (var candidate in others)
            {
                Enter(draft, candidate);
            }
        }
    }

    private static void Meet(Draft draft, Candidate candidate, LiveRun inside)
    {
        if (!candidate.Journey.RestartWhenInside)
        {
            Refuse(draft, candidate, new Refused("already inside", candidate.Location));
            return;
        }

        var run = NewRun(draft, candidate);
        if (Refusal(draft, candidate, run) is { } refusal)
        {
            Refuse(draft, candidate, refusal);
            return;
        }

        // The same entry begun anew: its id and visits go on, so no send key comes twice.
        Ending.LetGo(draft, inside);
        inside.State = run with { Id = inside.Id, Visits = inside.State.Visits };
        inside.Program = candidate.Journey;
        Start(draft, candidate, inside, restarted: true);
    }

    private static void Enter(Draft draft, Candidate candidate)
    {
        if (DatesRefusal(draft, candidate) is { } refusal)
        {
            Refuse(draft, candidate, refusal);
            return;
        }

        var run = NewRun(draft, candidate);
        if (Refusal(draft, candidate, run) is { } no)
        {
            Refuse(draft, candidate, no);
            return;
        }

        Begin(draft, candidate, run);
    }

    private static Refused? DatesRefusal(Draft draft, Candidate candidate)
    {
        var journey = candidate.Journey;
        if (candidate.Key is null)
        {
            return new Refused("no key", candidate.Location);
        }

        if (journey.Starts is not null || journey.Ends is not null)
        {
            var today = Calendar.DateOf(draft.Now, draft.Workspace.Settings.Zone);
            if (today < journey.Starts || today > journey.Ends)
            {
                return new Refused(today < journey.Starts ? "not started yet" : "ended", candidate.Location);
            }
        }

        foreach (var ended in draft.Customer.EndedRuns)
        {
            if (ended.Journey == journey.Name && ended.Key == candidate.Key && draft.Now < AllowedAgain(draft, journey.Name, ended.EnteredAt))
            {
                var rule = journey.Reentry.Kind == ReentryKind.Never ? "never" : $"after {journey.Reentry.After}";
                return new Refused($"enter again {rule}", candidate.Location);
            }
        }

        return null;
    }

    /// <summary>Eligible, not over before it began, and not one run too many.</summary>
    private static Refused? Refusal(Draft draft, Candidate candidate, Run run)
    {
        var journey = candidate.Journey;
        var eligible = ConditionEvaluator.Check(journey.Eligible, draft.Scope(run, candidate.Event));
        if (eligible is { Yes: false, FirstNo: { } no })
        {
            return new Refused(eligible.Reason, no.Location);
        }

        foreach (var recent in draft.Customer.RecentEnds)
        {
            if (recent.At >= run.TriggeredAt && !IsTheSame(recent, candidate.Event) && Goals.IsEndedBy(draft, run, journey, recent))
            {
                return new Refused($"{recent.Type} came first", candidate.Location);
            }
        }

        var alive = 0;
        foreach (var other in draft.Runs)
        {
            alive += !other.IsOver && other.State.Journey == journey.Name ? 1 : 0;
        }

        return alive >= MostRunsOfOneJourney ? new Refused($"{MostRunsOfOneJourney} runs already", candidate.Location) : null;
    }

    private static bool IsTheSame(CustomerEvent left, CustomerEvent? right) => right is not null && left.Id == right.Id && left.Source == right.Source;

    private static void Refuse(Draft draft, Candidate candidate, Refused refusal) =>
        draft.Write(new NotEntered(draft.Now, candidate.Journey.Name, candidate.Journey.Version, candidate.Key ?? "", refusal.Reason, refusal.Location));

    private static Run NewRun(Draft draft, Candidate candidate)
    {
        var journey = candidate.Journey;
        return new Run("", journey.Name, journey.Version, candidate.Key ?? "", draft.Now, Instant.Min(candidate.At, draft.Now))
        {
            Entry = candidate.Entry,
            Threads = [new RunThread(0, null, journey.Entry ?? "", new Moving(draft.Now))],
            ExitAt = draft.Now + journey.ExitAfter,
        };
    }

    private static void Begin(Draft draft, Candidate candidate, Run run)
    {
        var count = draft.Customer.EntryCount + 1;
        draft.Customer = draft.Customer with { EntryCount = count };
        var live = new LiveRun(run with { Id = $"{draft.Customer.Id}/{run.Journey}/{count}" }, candidate.Journey, candidate.Journey.Priority);
        draft.Add(live);
        Start(draft, candidate, live, restarted: false);
    }

    private static void Start(Draft draft, Candidate candidate, LiveRun run, bool restarted)
    {
        var journey = candidate.Journey;
        draft.PlansAreStale = true;
        draft.Write(new Entered(draft.Now, run.Id, journey.Name, journey.Version, run.State.Key, restarted, candidate.Location));
        foreach (var local in journey.Locals)
        {
            run.Set(local.Name, Evaluator.Evaluate(local.Value, draft.Scope(run.State, candidate.Event)));
        }

        run.Lateness = Duration.Zero;
        Interpreter.Go(draft, run, 0, journey.Entry);
    }

    private static string? KeyOf(Value value, DateTimeZone zone) => value.IsMissing ? null : ValueText.Of(value, zone);
}
