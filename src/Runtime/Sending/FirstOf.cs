using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>`send first of`: one attempt after the other until one reaches. The run rests until the channel has spoken.</summary>
internal static class FirstOf
{
    /// <summary>Silence of a channel counts as reached: nobody gets two.</summary>
    public static readonly Duration Silence = Duration.FromMinutes(15);

    public static Flow Begin(DecisionDraft draft, LiveRun run, int thread, SendFirstStep step)
    {
        var visit = run.Visit(step.Id);
        OutcomeRecord.Begin(run, step.As, step.Id, visit);
        return From(draft, run, thread, step, visit, 0, null);
    }

    public static void TryAgain(DecisionDraft draft, LiveRun run, int thread, SendFirstStep step, Held held) =>
        Resume(draft, run, thread, step, held.Visit, held.Attempt, held);

    /// <summary>The attempt did not reach: the next one, at once.</summary>
    public static void Refused(DecisionDraft draft, LiveRun run, int thread, SendFirstStep step, int visit, int attempt) =>
        Resume(draft, run, thread, step, visit, attempt + 1, null);

    public static void Accepted(DecisionDraft draft, LiveRun run, int thread, SendFirstStep step, AwaitingChannel pause, Instant at)
    {
        if (step.Attempts[pause.Attempt].Needs is not { } needs)
        {
            Reached(draft, run, thread, step, pause.Attempt);
            return;
        }

        var until = at + needs.Within;
        run.Pause(thread, step.Id, new AwaitingReaction(at, until, pause.SendKey, pause.Visit, pause.Attempt));
        var need = needs.Click ? "needs a click" : "needs to be opened";
        draft.Write(new Paused(draft.Now, run.Id, run.State.Journey, run.State.Version, step.Id, until, need, step.Attempts[pause.Attempt].Location));
    }

    public static void Reacted(DecisionDraft draft, LiveRun run, int thread, SendFirstStep step, int attempt, Outcome outcome, Instant until)
    {
        var needs = step.Attempts[attempt].Needs;
        var enough = outcome.Kind == OutcomeKind.Clicked || (outcome.Kind == OutcomeKind.Opened && needs is not { Click: true });
        if (enough && outcome.At <= until)
        {
            Reached(draft, run, thread, step, attempt);
        }
    }

    public static void NoReaction(DecisionDraft draft, LiveRun run, int thread, SendFirstStep step, AwaitingReaction pause) =>
        Refused(draft, run, thread, step, pause.Visit, pause.Attempt);

    /// <summary>It came, or it was not heard of: nobody gets two.</summary>
    public static void Reached(DecisionDraft draft, LiveRun run, int thread, SendFirstStep step, int attempt)
    {
        var channel = ChannelNames.Of(step.Attempts[attempt].Channel);
        OutcomeRecord.Set(run, step.As, OutcomeRecord.Channel, new TextValue(channel));
        Branching.Write(draft, run, step, channel, "it reached");
        run.Pause(thread, step.Id, new Moving(draft.Now));
        Interpreter.Go(draft, run, thread, step.Next);
    }

    private static void Resume(DecisionDraft draft, LiveRun run, int thread, SendFirstStep step, int visit, int attempt, Held? held)
    {
        run.Pause(thread, step.Id, new Moving(draft.Now));
        var flow = From(draft, run, thread, step, visit, attempt, held);
        if (flow.Goes)
        {
            Interpreter.Go(draft, run, thread, flow.To);
        }
    }

    private static Flow From(DecisionDraft draft, LiveRun run, int thread, SendFirstStep step, int visit, int first, Held? held)
    {
        for (var i = first; i < step.Attempts.Length; i++)
        {
            var message = step.Attempts[i];
            var made = Try.Of(draft, run, step, message, visit, i, step.As);
            var policy = Gate.PolicyOf(run, message);
            var late = Lateness.Of(run, step.Late ?? message.Late ?? policy?.WhenLate);
            if (late == LateAction.Exit)
            {
                Ending.End(draft, run, Ending.Late, step.Location);
                return Flow.Stays;
            }

            var isLast = i == step.Attempts.Length - 1;
            var verdict = late == LateAction.Skip ? new MustSkip(SkipReason.Late)
                : Handing.WasSent(draft, made.Key) ? new MustSkip(SkipReason.Duplicate)
                : Gate.Check(draft, made, policy, message.For, i == held?.Attempt ? held.CappedSince : null, waitsForCaps: isLast);
            switch (verdict)
            {
                case MustWait wait:
                    Handing.Hold(draft, made, thread, i, wait);
                    return Flow.Stays;
                case MayGo go:
                    Handing.Over(draft, made, policy, go.NotAfter);
                    OutcomeRecord.Set(run, step.As, OutcomeRecord.Sent, Value.True);
                    OutcomeRecord.Set(run, step.As, OutcomeRecord.Failed, Value.False);
                    run.Pause(thread, step.Id, new AwaitingChannel(draft.Now, draft.Now + Silence, made.Key, visit, i));
                    return Flow.Stays;
                case MustSkip skip:
                    Handing.Skip(draft, made, skip.Reason);
                    OutcomeRecord.Set(run, step.As, OutcomeRecord.Reason, new TextValue(skip.Reason));
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        return NobodyReached(draft, run, step);
    }

    private static Flow NobodyReached(DecisionDraft draft, LiveRun run, SendFirstStep step)
    {
        var wasSent = step.As is { } name && run.State.Variables[name] is RecordValue record
            && (record[OutcomeRecord.Sent].IsYes || record[OutcomeRecord.Failed].IsYes);
        OutcomeRecord.Set(run, step.As, OutcomeRecord.Skipped, Value.Of(!wasSent));
        Branching.Write(draft, run, step, "none", "no attempt reached");
        return Flow.On(step.Next);
    }
}
