using System.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>`in parallel`: one thread a branch; the one that came goes on when all have ended.</summary>
internal static class Forks
{
    public static Flow Begin(DecisionDraft draft, LiveRun run, int thread, ForkStep step)
    {
        if (step.Branches.IsEmpty)
        {
            return Flow.On(step.Next);
        }

        run.Pause(thread, step.Id, new AwaitingBranches(draft.Now));
        foreach (var branch in step.Branches)
        {
            var first = branch.Then ?? step.Join;
            Interpreter.Go(draft, run, run.AddThread(thread, first, draft.Now), first);
        }

        return Flow.Stays;
    }

    public static Flow Join(DecisionDraft draft, LiveRun run, int thread, JoinStep step)
    {
        if (run.Thread(thread)?.Parent is not { } parent)
        {
            throw new UnreachableException($"{run.Id} came to {step.Id} and not from a branch");
        }

        run.RemoveThread(thread);
        foreach (var other in run.State.Threads)
        {
            if (other.Parent == parent)
            {
                return Flow.Stays;
            }
        }

        run.Pause(parent, step.Id, new Moving(draft.Now));
        Interpreter.Go(draft, run, parent, step.Next);
        return Flow.Stays;
    }
}
