using System.Globalization;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>`ask`: a send that rests for its answer. One question at a time is open on a channel; others are held behind it.</summary>
internal static class Asking
{
    private static readonly Duration _longestBehind = Duration.FromDays(1);

    public static Flow Begin(DecisionDraft draft, LiveRun run, int thread, AskStep step)
    {
        var visit = run.Visit(step.Id);
        OutcomeRecord.Begin(run, step.As, step.Id, visit);
        return Attempt(draft, run, thread, step, visit, null);
    }

    public static void TryAgain(DecisionDraft draft, LiveRun run, int thread, AskStep step, Held held)
    {
        run.Pause(thread, step.Id, new Moving(draft.Now));
        var flow = Attempt(draft, run, thread, step, held.Visit, held);
        if (flow.Goes)
        {
            Interpreter.Go(draft, run, thread, flow.To);
        }
    }

    /// <summary>The limit counts from here.</summary>
    public static void Accepted(DecisionDraft draft, LiveRun run, int thread, AskStep step, AwaitingChannel pause, Instant at)
    {
        var until = at + step.Limit;
        run.Pause(thread, step.Id, new AwaitingReply(at, until, pause.SendKey));
        draft.Write(new Paused(draft.Now, run.Id, run.State.Journey, run.State.Version, step.Id, until, "ask", step.Location));
    }

    /// <summary>Skipped, rejected, expired, or not answered in time.</summary>
    public static void TimedOut(DecisionDraft draft, LiveRun run, int thread, AskStep step)
    {
        run.Pause(thread, step.Id, new Moving(draft.Now));
        Interpreter.Go(draft, run, thread, Close(draft, run, step, "timeout", "no answer", step.OnTimeout));
    }

    /// <summary>Goes on with the branch of the answer; one that fits none and has no branch of its own is ignored.</summary>
    public static void Answered(DecisionDraft draft, LiveRun run, int thread, AskStep step, Outcome outcome)
    {
        var text = (outcome.Text ?? "").Trim();
        var choices = run.Workspace.Template(step.Message.Template)?.Choices ?? [];
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= choices.Length)
        {
            text = choices[number - 1];
        }

        foreach (var answer in step.Cases)
        {
            foreach (var choice in answer.Choices)
            {
                if (string.Equals(choice.Trim(), text, StringComparison.OrdinalIgnoreCase))
                {
                    Continue(draft, run, thread, step, choice, answer.Then);
                    return;
                }
            }
        }

        if (step.HasOther)
        {
            Continue(draft, run, thread, step, "any other answer", step.OnOther);
        }
    }

    public static bool IsOpen(LiveRun run)
    {
        foreach (var thread in run.State.Threads)
        {
            if (thread.Pause is AwaitingReply || (thread.Pause is AwaitingChannel && run.Program.Find(thread.Step) is AskStep))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The newest open question, for words that name none.</summary>
    public static string? NewestOpen(DecisionDraft draft)
    {
        Instant? newest = null;
        string? key = null;
        foreach (var run in draft.Runs)
        {
            foreach (var thread in run.State.Threads)
            {
                var open = thread.Pause switch
                {
                    AwaitingReply reply when !run.IsOver => reply.SendKey,
                    AwaitingChannel pause when !run.IsOver && run.Program.Find(thread.Step) is AskStep => pause.SendKey,
                    _ => null,
                };
                if (open is not null && !(newest >= thread.Pause.Since))
                {
                    (newest, key) = (thread.Pause.Since, open);
                }
            }
        }

        return key;
    }

    /// <summary>Lets those that are held behind a question go, until one of them is open again.</summary>
    public static void ServeNext(DecisionDraft draft)
    {
        for (int i = 0, count = draft.Runs.Count; i < count; i++)
        {
            var run = draft.Runs[i];
            foreach (var thread in run.State.Threads)
            {
                if (run.IsOver || IsAnyOpen(draft))
                {
                    break;
                }

                if (thread.Pause is Held { Reason: SkipReason.QuestionOpen } held && run.Program[thread.Step] is AskStep step)
                {
                    run.Lateness = Duration.Zero;
                    TryAgain(draft, run, thread.Id, step, held);
                }
            }
        }
    }

    private static bool IsAnyOpen(DecisionDraft draft)
    {
        foreach (var run in draft.Runs)
        {
            if (!run.IsOver && IsOpen(run))
            {
                return true;
            }
        }

        return false;
    }

    private static Flow Attempt(DecisionDraft draft, LiveRun run, int thread, AskStep step, int visit, Held? held)
    {
        var made = Try.Of(draft, run, step, step.Message, visit, 0, step.As);
        var policy = Gate.PolicyOf(run, step.Message);
        var late = Lateness.Of(run, step.Message.Late ?? policy?.WhenLate);
        if (late == LateAction.Exit)
        {
            Ending.End(draft, run, Ending.Late, step.Location);
            return Flow.Stays;
        }

        switch (late == LateAction.Skip ? new MustSkip(SkipReason.Late) : Check(draft, made, policy, held))
        {
            case MustWait wait:
                Handing.Hold(draft, made, thread, 0, wait);
                return Flow.Stays;
            case MayGo go:
                Handing.Over(draft, made, policy, go.NotAfter);
                OutcomeRecord.Set(run, step.As, OutcomeRecord.Sent, Value.True);
                run.Pause(thread, step.Id, new AwaitingChannel(draft.Now, draft.Now + FirstOf.Silence, made.Key, visit, 0));
                return Flow.Stays;
            case MustSkip skip:
                Handing.Skip(draft, made, skip.Reason);
                OutcomeRecord.Set(run, step.As, OutcomeRecord.Skipped, Value.True);
                OutcomeRecord.Set(run, step.As, OutcomeRecord.Reason, new TextValue(skip.Reason));
                return Flow.On(Close(draft, run, step, "timeout", skip.Reason, step.OnTimeout));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static Verdict Check(DecisionDraft draft, Try made, Policy? policy, Held? held)
    {
        if (IsAnyOpen(draft))
        {
            var since = held is { Reason: SkipReason.QuestionOpen } ? held.Since : draft.Now;
            return draft.Now - since >= _longestBehind
                ? new MustSkip(SkipReason.QuestionOpen)
                : new MustWait(since + _longestBehind, SkipReason.QuestionOpen, held?.CappedSince);
        }

        return Gate.Check(draft, made, policy, made.Message.For, held?.CappedSince, waitsForCaps: true);
    }

    private static void Continue(DecisionDraft draft, LiveRun run, int thread, AskStep step, string way, string? to)
    {
        run.Pause(thread, step.Id, new Moving(draft.Now));
        Interpreter.Go(draft, run, thread, Close(draft, run, step, way, "it was answered", to));
    }

    private static string? Close(DecisionDraft draft, LiveRun run, AskStep step, string way, string because, string? to)
    {
        draft.Pending.Enqueue(new QuestionClosed(run.Id));
        Branching.Write(draft, run, step, way, because);
        return to ?? step.Next;
    }
}
