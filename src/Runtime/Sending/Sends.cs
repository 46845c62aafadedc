using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>`send`: an attempt that is decided once, and after which the run goes on whatever was decided.</summary>
internal static class Sends
{
    public static Flow Begin(DecisionDraft draft, LiveRun run, int thread, SendStep step)
    {
        var visit = run.Visit(step.Id);
        OutcomeRecord.Begin(run, step.As, step.Id, visit);
        return Attempt(draft, run, thread, step, visit, null);
    }

    public static void TryAgain(DecisionDraft draft, LiveRun run, int thread, SendStep step, Held held)
    {
        run.Pause(thread, step.Id, new Moving(draft.Now));
        var flow = Attempt(draft, run, thread, step, held.Visit, held);
        if (flow.Goes)
        {
            Interpreter.Go(draft, run, thread, flow.To);
        }
    }

    private static Flow Attempt(DecisionDraft draft, LiveRun run, int thread, SendStep step, int visit, Held? held)
    {
        var made = Try.Of(draft, run, step, step.Message, visit, 0, step.As);
        var policy = Gate.PolicyOf(run, step.Message);
        switch (Lateness.Of(run, step.Message.Late ?? policy?.WhenLate))
        {
            case LateAction.Exit:
                Ending.End(draft, run, Ending.Late, step.Location);
                return Flow.Stays;
            case LateAction.Skip:
                return Skip(draft, made, SkipReason.Late);
            default:
                break;
        }

        if (Handing.WasSent(draft, made.Key))
        {
            return Skip(draft, made, SkipReason.Duplicate);
        }

        switch (Gate.Check(draft, made, policy, step.Message.For, held?.CappedSince, waitsForCaps: true))
        {
            case MustWait wait:
                Handing.Hold(draft, made, thread, 0, wait);
                return Flow.Stays;
            case MustSkip skip:
                return Skip(draft, made, skip.Reason);
            case MayGo go:
                Handing.Over(draft, made, policy, go.NotAfter);
                OutcomeRecord.Set(run, step.As, OutcomeRecord.Sent, Value.True);
                return Flow.On(step.Next);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static Flow Skip(DecisionDraft draft, Try made, string reason)
    {
        Handing.Skip(draft, made, reason);
        OutcomeRecord.Set(made.Run, made.Name, OutcomeRecord.Skipped, Value.True);
        OutcomeRecord.Set(made.Run, made.Name, OutcomeRecord.Reason, new TextValue(reason));
        return Flow.On(made.Step.Next);
    }
}
