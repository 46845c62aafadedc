using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>What live runs make of something that happens: goals and exits first, then the wait it ends.</summary>
internal static class Reacting
{
    /// <summary>An event may have happened this long before the wait for it began.</summary>
    private static readonly Duration _grace = Duration.FromMinutes(1);

    public static void OnEvent(DecisionDraft draft, CustomerEvent @event)
    {
        // A run that starts meanwhile does not see this event.
        for (int i = 0, count = draft.Runs.Count; i < count; i++)
        {
            var run = draft.Runs[i];
            if (!run.IsOver)
            {
                run.Lateness = Duration.Zero;
                OnEvent(draft, run, @event);
            }
        }

        Goals.OfEndedRuns(draft, @event);
    }

    public static void OnSegment(DecisionDraft draft, SegmentMoved moved)
    {
        for (int i = 0, count = draft.Runs.Count; i < count; i++)
        {
            var run = draft.Runs[i];
            if (run.IsOver)
            {
                continue;
            }

            foreach (var exit in run.Program.Exits)
            {
                if (exit is SegmentExit segment && segment.Segment == moved.Segment && segment.Entered == moved.Entered)
                {
                    Ending.End(draft, run, $"segment {moved.Segment} {(moved.Entered ? "entered" : "left")}", exit.Location);
                    break;
                }
            }
        }
    }

    /// <summary>Ends the waits for a flag of an outcome that is set now.</summary>
    public static void OnOutcome(DecisionDraft draft, LiveRun run, string name, Instant at)
    {
        run.Lateness = Duration.Zero;
        foreach (var thread in run.State.Threads)
        {
            if (run.IsOver)
            {
                return;
            }

            if (thread.Pause is WaitingFor pause && at <= pause.Until && run.Program[thread.Step] is WaitForStep step
                && Waits.CaseThatHolds(run, step, name) is { } holds)
            {
                Waits.Ended(draft, run, thread.Id, step, holds, null);
            }
        }
    }

    /// <summary>Whether an event is the one a goal or exit of a run names: its type, its time, its condition.</summary>
    public static bool Concerns(DecisionDraft draft, Run run, EventRef on, CustomerEvent @event) =>
        on.Event == @event.Type
        && @event.At >= run.TriggeredAt
        && (on.Within is not { } within || @event.At <= run.TriggeredAt + within)
        && Evaluator.IsYes(on.Where, draft.Scope(run, @event));

    private static void OnEvent(DecisionDraft draft, LiveRun run, CustomerEvent @event)
    {
        if (Goals.Reach(draft, run, @event))
        {
            return;
        }

        foreach (var exit in run.Program.Exits)
        {
            if (exit is EventExit { Event: var on } && Concerns(draft, run.State, on, @event))
            {
                Ending.End(draft, run, $"event {on.Event}", exit.Location);
                return;
            }
        }

        foreach (var thread in run.State.Threads)
        {
            if (run.IsOver)
            {
                return;
            }

            if (thread.Pause is WaitingFor pause && @event.At >= pause.Since - _grace && @event.At <= pause.Until)
            {
                EndWait(draft, run, thread, pause, @event);
            }
        }
    }

    private static void EndWait(DecisionDraft draft, LiveRun run, RunThread thread, WaitingFor pause, CustomerEvent @event)
    {
        var step = (WaitForStep)run.Program[thread.Step];
        foreach (var waitCase in step.Cases)
        {
            if (waitCase.Event is { } on && on.Event == @event.Type
                && (on.Within is not { } within || @event.At <= pause.Since + within)
                && Evaluator.IsYes(on.Where, draft.Scope(run.State, @event)))
            {
                Waits.Ended(draft, run, thread.Id, step, waitCase, @event);
                return;
            }
        }
    }
}
