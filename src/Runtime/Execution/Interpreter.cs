using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Sending;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>Takes the threads of a run from step to step until they rest.</summary>
internal static class Interpreter
{
    /// <summary>Loops are bounded, loops inside loops are bounded by their product: this is where a decision gives up.</summary>
    private const int MostSteps = 100_000;

    /// <summary>
    /// Lets a thread go on from a step. Threads that this sets free follow in turn and not inside one another, so that
    /// no loop around `in parallel` can grow the stack.
    /// </summary>
    public static void Go(DecisionDraft draft, LiveRun run, int thread, string? to)
    {
        run.Ready.Enqueue((thread, to));
        if (run.IsMoving)
        {
            return;
        }

        run.IsMoving = true;
        while (run.Ready.TryDequeue(out var ready))
        {
            Walk(draft, run, ready.Thread, ready.To);
        }

        run.IsMoving = false;
    }

    private static void Walk(DecisionDraft draft, LiveRun run, int thread, string? to)
    {
        Step? last = null;
        while (!run.IsOver)
        {
            if (to is null)
            {
                last ??= run.Program.Find(run.Thread(thread)?.Step);
                Ending.End(draft, run, Ending.Finished, last?.Location ?? run.Program.Location);
                return;
            }

            if (draft.Steps == MostSteps)
            {
                var place = run.Program[to].Location;
                draft.Write(new Incident(draft.Now, run.Id, $"more than {MostSteps} steps in one decision", place));
                Ending.End(draft, run, "too many steps", place);
                return;
            }

            last = run.Program[to];
            draft.Begin(run, last);
            var flow = Execute(draft, run, thread, last);
            if (!flow.Goes)
            {
                return;
            }

            to = flow.To;
        }
    }

    private static Flow Execute(DecisionDraft draft, LiveRun run, int thread, Step step) => step switch
    {
        WaitStep s => Waits.Begin(draft, run, thread, s),
        WaitUntilStep s => Waits.Begin(draft, run, thread, s),
        WaitForStep s => Waits.Begin(draft, run, thread, s),
        BranchStep s => Branching.Take(draft, run, s),
        SwitchStep s => Branching.Take(draft, run, s),
        ExperimentStep s => Arms.Assign(draft, run, s),
        BanditStep s => Arms.Assign(draft, run, s),
        SendStep s => Sends.Begin(draft, run, thread, s),
        SendFirstStep s => FirstOf.Begin(draft, run, thread, s),
        AskStep s => Asking.Begin(draft, run, thread, s),
        CallStep s => Calling.Begin(draft, run, thread, s),
        RunStep s => Calling.Begin(draft, run, thread, s),
        ReturnStep s => Calling.Return(draft, run, s),
        ForkStep s => Forks.Begin(draft, run, thread, s),
        JoinStep s => Forks.Join(draft, run, thread, s),
        LoopStep s => Loops.Round(draft, run, thread, s),
        EachStep s => Loops.Round(draft, run, s),
        StopStep s => Loops.Stop(run, s),
        LetStep s => Writing.Let(draft, run, s),
        WriteStep s => Writing.Write(draft, run, s),
        WithdrawConsentStep s => Writing.Withdraw(draft, run, s),
        RecordEventStep s => Writing.Record(draft, run, s),
        ExitStep s => Exit(draft, run, s),
        ReachGoalStep s => Goals.Reach(draft, run, s.Goal) ? Flow.Stays : Flow.On(s.Next),
        NothingStep s => Flow.On(s.Next),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Flow Exit(DecisionDraft draft, LiveRun run, ExitStep step)
    {
        Ending.End(draft, run, step.Reason, step.Location);
        return Flow.Stays;
    }
}
