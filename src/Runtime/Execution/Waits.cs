using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>`wait`, `wait until` and `wait up to`: how they begin, and what ends them.</summary>
internal static class Waits
{
    public static Flow Begin(DecisionDraft draft, LiveRun run, int thread, WaitStep step)
    {
        if (Lateness.Of(run, step.Late) is { } late && late != LateAction.Send)
        {
            return WhenLate(draft, run, step, late);
        }

        return For(draft, run, thread, step, Calendar.After(draft.Now, step.Duration, draft.Zone), "wait");
    }

    public static Flow Begin(DecisionDraft draft, LiveRun run, int thread, WaitUntilStep step)
    {
        if (Lateness.Of(run, step.Late) is { } late && late != LateAction.Send)
        {
            return WhenLate(draft, run, step, late);
        }

        var scope = draft.Scope(run.State);
        var value = ProgramExpressions.ValueOf(step.Moment) is { } expression ? Evaluator.Evaluate(expression, scope) : Value.Missing;
        switch (Moments.Resolve(step.Moment, value, draft.Now, scope.Zone))
        {
            case MomentIsAhead ahead:
                return For(draft, run, thread, step, ahead.Aim, "wait until");
            case MomentIsMissing when step.IfMissing == IfMissing.Exit:
                Ending.End(draft, run, "its moment is missing", step.Location);
                return Flow.Stays;
            default:
                return Flow.On(step.Next);
        }
    }

    public static Flow Begin(DecisionDraft draft, LiveRun run, int thread, WaitForStep step)
    {
        if (Lateness.Of(run, step.Late) is { } late && late != LateAction.Send)
        {
            return WhenLate(draft, run, step, late);
        }

        foreach (var waitCase in step.Cases)
        {
            run.Unset(waitCase.Event?.As);
        }

        if (CaseThatHolds(run, step, null) is { } holds)
        {
            return Flow.On(Take(draft, run, step, holds, null));
        }

        var until = draft.Now + step.Limit;
        run.Pause(thread, step.Id, new WaitingFor(draft.Now, until));
        draft.Write(new Paused(draft.Now, run.Id, run.State.Journey, run.State.Version, step.Id, until, "wait up to", step.Location));
        return Flow.Stays;
    }

    /// <summary>The thread rests at a step until its aim is reached.</summary>
    public static Flow For(DecisionDraft draft, LiveRun run, int thread, Step step, Aim aim, string reason)
    {
        var until = aim.In(draft.Zone);
        run.Pause(thread, step.Id, new Waiting(draft.Now, until, aim));
        draft.Write(new Paused(draft.Now, run.Id, run.State.Journey, run.State.Version, step.Id, until, reason, step.Location));
        return Flow.Stays;
    }

    /// <summary>The first case whose flag of an outcome is set; only those of one name, when one is given.</summary>
    public static WaitCase? CaseThatHolds(LiveRun run, WaitForStep step, string? name)
    {
        foreach (var waitCase in step.Cases)
        {
            if (waitCase.Outcome is { } outcome && (name is null || outcome.Name == name)
                && run.State.Variables[outcome.Name] is RecordValue record && record[outcome.Flag].IsYes)
            {
                return waitCase;
            }
        }

        return null;
    }

    /// <summary>A case ended the wait.</summary>
    public static void Ended(DecisionDraft draft, LiveRun run, int thread, WaitForStep step, WaitCase waitCase, CustomerEvent? @event)
    {
        run.Pause(thread, step.Id, new Moving(draft.Now));
        Interpreter.Go(draft, run, thread, Take(draft, run, step, waitCase, @event));
    }

    /// <summary>The time of a wait is over.</summary>
    public static void TimedOut(DecisionDraft draft, LiveRun run, int thread, Step step)
    {
        run.Pause(thread, step.Id, new Moving(draft.Now));
        if (step is LoopStep loop)
        {
            var flow = Loops.AfterPause(draft, run, loop);
            Interpreter.Go(draft, run, thread, flow.To);
            return;
        }

        var next = step.Next;
        if (step is WaitForStep waited)
        {
            next = waited.OnTimeout ?? step.Next;
            Way(draft, run, step, "timeout", "nothing came in time");
        }

        Interpreter.Go(draft, run, thread, next);
    }

    private static string? Take(DecisionDraft draft, LiveRun run, WaitForStep step, WaitCase waitCase, CustomerEvent? @event)
    {
        if (@event is not null)
        {
            run.Set(waitCase.Event?.As, EventRecord.Of(@event.At, @event.Data));
        }

        var way = waitCase.Event is { } on ? $"event {on.Event}" : $"{waitCase.Outcome?.Name}.{waitCase.Outcome?.Flag}";
        Way(draft, run, step, way, "it came in time");
        return waitCase.Then ?? step.Next;
    }

    private static Flow WhenLate(DecisionDraft draft, LiveRun run, Step step, LateAction late)
    {
        if (late == LateAction.Exit)
        {
            Ending.End(draft, run, Ending.Late, step.Location);
            return Flow.Stays;
        }

        Way(draft, run, step, "skipped", "late");
        return Flow.On(step.Next);
    }

    private static void Way(DecisionDraft draft, LiveRun run, Step step, string way, string because) =>
        draft.Write(new WayTaken(draft.Now, run.Id, run.State.Journey, run.State.Version, step.Id, way, because, step.Location));
}
