using System.Runtime.CompilerServices;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Segments;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>How runs begin. A trigger that leads to none is journaled with its reason; an event that fails `where` is no trigger.</summary>
internal static class Entering
{
    private static readonly ConditionalWeakTable<Journey, PathTree> _entryTrees = [];

    /// <summary>Restarts first, then new entries, each by priority. A run keeps of its entry what its journey reads.</summary>
    public static void OnEvent(DecisionDraft draft, CustomerEvent @event)
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
                var kept = EventRecord.Of(@event.At, _entryTrees.GetValue(start.Journey, j => PathTree.Of(j.EntryPaths)).Keep(@event.Data));
                Offer(ref candidates, new Candidate(start.Journey, key, @event.At, kept, @event, trigger.Location));
            }
        }

        Consider(draft, candidates);
    }

    public static void OnSegment(DecisionDraft draft, SegmentMoved moved)
    {
        List<Candidate>? candidates = null;
        foreach (var start in draft.Index.OnSegment(moved.Segment, moved.Entered))
        {
            Offer(ref candidates, new Candidate(start.Journey, "", draft.Now, RecordValue.Empty, null, start.Trigger.Location));
        }

        Consider(draft, candidates);
    }

    /// <summary>A schedule or a date has come.</summary>
    public static void OnTime(DecisionDraft draft, Start start)
    {
        List<Candidate>? candidates = null;
        Offer(ref candidates, new Candidate(start.Journey, "", draft.Now, RecordValue.Empty, null, start.Trigger.Location));
        Consider(draft, candidates);
    }

    /// <summary>`run` and `start` ask for the conditions alone; re-entry and dates of the journey do not apply.</summary>
    public static void OnCall(DecisionDraft draft, RunCalled called)
    {
        if (draft.Workspace.Journey(called.Journey) is not { } journey)
        {
            // A newer release has it no more.
            draft.Pending.Enqueue(new RunReturned(called.Caller, RecordValue.Of(("skipped", Value.True), ("reason", new TextValue("not declared")))));
            return;
        }

        if (called.Caller.Waits && Calling.Waiting(draft, called.Caller) is null)
        {
            return;
        }

        var candidate = new Candidate(journey, called.Key, draft.Now, RecordValue.Empty, null, journey.Location);
        var run = NewRun(draft, candidate, Calling.WithDefaults(called.Input, journey.Inputs)) with { Caller = called.Caller };
        if ((Admission.ByState(draft, candidate, run) ?? Admission.ByCount(draft, candidate)) is { } refusal)
        {
            Refuse(draft, candidate, refusal);
            draft.Pending.Enqueue(new RunReturned(called.Caller, Calling.ResultOf(journey, null, skipped: true, refusal.Reason)));
            return;
        }

        Begin(draft, candidate, run);
    }

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

    private static void Consider(DecisionDraft draft, List<Candidate>? candidates)
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

    private static void Meet(DecisionDraft draft, Candidate candidate, LiveRun inside)
    {
        if (!candidate.Journey.RestartWhenInside)
        {
            Refuse(draft, candidate, new Refusal("already inside", candidate.Location));
            return;
        }

        var run = NewRun(draft, candidate, RecordValue.Empty);
        if (Admission.ByState(draft, candidate, run) is { } refusal)
        {
            Refuse(draft, candidate, refusal);
            return;
        }

        // The same entry begun anew: its id and visits go on, so no send key comes twice.
        Ending.LetGo(draft, inside);
        inside.State = run with { Id = inside.Id, Visits = inside.State.Visits };
        inside.Follow(candidate.Journey, draft.Workspace);
        draft.Sort();
        Start(draft, candidate, inside, restarted: true);
    }

    private static void Enter(DecisionDraft draft, Candidate candidate)
    {
        var run = NewRun(draft, candidate, RecordValue.Empty);
        var refusal = Admission.ByTime(draft, candidate) ?? Admission.ByState(draft, candidate, run) ?? Admission.ByCount(draft, candidate);
        if (refusal is { } no)
        {
            Refuse(draft, candidate, no);
            return;
        }

        Begin(draft, candidate, run);
    }

    private static void Refuse(DecisionDraft draft, Candidate candidate, Refusal refusal) =>
        draft.Write(new NotEntered(draft.Now, candidate.Journey.Name, candidate.Journey.Version, candidate.Key ?? "", refusal.Reason, refusal.Location) { Because = refusal.Because });

    /// <summary>What a run would be; the conditions that may refuse it read what its settings make.</summary>
    private static Run NewRun(DecisionDraft draft, Candidate candidate, RecordValue input)
    {
        var journey = candidate.Journey;
        var run = new Run("", journey.Name, journey.Version, candidate.Key ?? "", draft.Now, Instant.Min(candidate.At, draft.Now))
        {
            Entry = candidate.Entry,
            Input = input,
            Threads = [new RunThread(0, null, journey.Entry ?? "", new Moving(draft.Now))],
            ExitAt = draft.Now + journey.ExitAfter,
        };
        foreach (var local in journey.Locals)
        {
            var value = Evaluator.Evaluate(local.Value, draft.Scope(run, candidate.Event));
            run = run with { Variables = run.Variables.With(local.Name, value) };
        }

        return run;
    }

    private static void Begin(DecisionDraft draft, Candidate candidate, Run run)
    {
        var count = draft.Customer.EntryCount + 1;
        draft.Customer = draft.Customer with { EntryCount = count };
        var live = new LiveRun(run with { Id = $"{draft.Customer.Id}/{run.Journey}/{count}" }, candidate.Journey, draft.Workspace, candidate.Journey.Priority);
        draft.Add(live);
        Start(draft, candidate, live, restarted: false);
    }

    private static void Start(DecisionDraft draft, Candidate candidate, LiveRun run, bool restarted)
    {
        var journey = candidate.Journey;
        draft.PlansAreStale = true;
        draft.Write(new Entered(draft.Now, run.Id, journey.Name, journey.Version, run.State.Key, restarted, candidate.Location));
        run.Lateness = Duration.Zero;
        Interpreter.Go(draft, run, 0, journey.Entry);
    }

    private static string? KeyOf(Value value, DateTimeZone zone) => value.IsMissing ? null : PrintedValue.Of(value, zone);
}
