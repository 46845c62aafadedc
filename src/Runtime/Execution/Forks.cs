using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>`in parallel`: one thread a branch; the one that came goes on when all have ended.</summary>
internal static class Forks
{
    public static Flow Begin(Draft draft, LiveRun run, int thread, ForkStep step)
    {
        run.Rest(thread, step.Id, new AwaitingBranches(draft.Now));
        foreach (var branch in step.Branches)
        {
            run.AddThread(thread, branch.Then ?? step.Join, draft.Now);
        }

        // All are there before the first one moves, so that none of them can be the last too early.
        foreach (var branch in run.State.Threads)
        {
            if (run.IsOver)
            {
                return Flow.Stays;
            }

            if (branch.Parent == thread && branch.Rest is Moving)
            {
                Interpreter.Go(draft, run, branch.Id, branch.Step);
            }
        }

        return Flow.Stays;
    }

    public static Flow Join(Draft draft, LiveRun run, int thread, JoinStep step)
    {
        if (run.Thread(thread)?.Parent is not { } parent)
        {
            // A fork without branches.
            return Flow.On(step.Next);
        }

        run.RemoveThread(thread);
        foreach (var other in run.State.Threads)
        {
            if (other.Parent == parent)
            {
                return Flow.Stays;
            }
        }

        run.Rest(parent, step.Id, new Moving(draft.Now));
        Interpreter.Go(draft, run, parent, step.Next);
        return Flow.Stays;
    }
}
