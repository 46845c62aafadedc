using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>What channels and customers say about messages: it changes outcomes, moves what waits for it, gives places back.</summary>
internal static class Outcomes
{
    public static void Note(DecisionDraft draft, Outcome outcome)
    {
        if (outcome.SendKey.Length == 0 && outcome.Kind == OutcomeKind.Answered)
        {
            outcome = outcome with { SendKey = Asking.NewestOpen(draft) ?? "" };
        }

        if (Find(draft, outcome.SendKey) is not { } message)
        {
            // Of a message that is forgotten: counted, and nothing else.
            draft.Write(new OutcomeNoted(draft.Now, "", "", 0, outcome.SendKey, outcome.Kind, outcome.Reason, null));
            return;
        }

        var run = draft.Alive(message.Run);
        var program = run?.Program ?? draft.Release.Journey(message.Journey, message.Version);
        draft.Write(new OutcomeNoted(
            draft.Now, message.Run, message.Journey, message.Version, outcome.SendKey, outcome.Kind, outcome.Reason, program?.Find(message.Step)?.Location));
        if (outcome.Kind is OutcomeKind.Rejected or OutcomeKind.Skipped or OutcomeKind.Expired)
        {
            draft.Customer = draft.Customer with { Messages = draft.Customer.Messages.Replace(message, message with { Counts = false }) };
            Handing.PlaceCameFree(draft, message.Policy);
        }

        if (run is null)
        {
            return;
        }

        run.Lateness = Duration.Zero;
        OutcomeRecord.Note(run, message, outcome);
        Move(draft, run, outcome);
        if (!run.IsOver && message.Name is { } name)
        {
            Reacting.OnOutcome(draft, run, name, outcome.At);
        }
    }

    private static SentMessage? Find(DecisionDraft draft, string key)
    {
        var messages = draft.Customer.Messages;
        for (var i = messages.Length - 1; i >= 0; i--)
        {
            if (messages[i].SendKey == key)
            {
                return messages[i];
            }
        }

        return null;
    }

    private static void Move(DecisionDraft draft, LiveRun run, Outcome outcome)
    {
        foreach (var thread in run.State.Threads)
        {
            switch (thread.Pause)
            {
                case AwaitingChannel pause when pause.SendKey == outcome.SendKey:
                    Spoken(draft, run, thread, pause, outcome);
                    return;
                case AwaitingReaction pause when pause.SendKey == outcome.SendKey:
                    Reacted(draft, run, thread, pause, outcome);
                    return;
                case AwaitingReply pause when pause.SendKey == outcome.SendKey:
                    Replied(draft, run, thread.Id, (AskStep)run.Program[thread.Step], pause, outcome);
                    return;
                default:
                    break;
            }
        }
    }

    /// <summary>The first word about a message: refused, or it went. A reaction says that it went, and reacts.</summary>
    private static void Spoken(DecisionDraft draft, LiveRun run, RunThread thread, AwaitingChannel pause, Outcome outcome)
    {
        var step = run.Program[thread.Step];
        if (IsRefusal(outcome.Kind))
        {
            if (step is SendFirstStep refused)
            {
                FirstOf.Refused(draft, run, thread.Id, refused, pause.Visit, pause.Attempt);
            }
            else
            {
                Asking.TimedOut(draft, run, thread.Id, (AskStep)step);
            }

            return;
        }

        if (step is SendFirstStep unheard && outcome.Kind == OutcomeKind.Unknown)
        {
            FirstOf.Reached(draft, run, thread.Id, unheard, pause.Attempt);
        }
        else if (step is SendFirstStep first)
        {
            FirstOf.Accepted(draft, run, thread.Id, first, pause, outcome.At);
        }
        else
        {
            Asking.Accepted(draft, run, thread.Id, (AskStep)step, pause, outcome.At);
        }

        if (!run.IsOver && outcome.Kind is OutcomeKind.Opened or OutcomeKind.Clicked or OutcomeKind.Answered)
        {
            Move(draft, run, outcome);
        }
    }

    private static void Reacted(DecisionDraft draft, LiveRun run, RunThread thread, AwaitingReaction pause, Outcome outcome)
    {
        var step = (SendFirstStep)run.Program[thread.Step];
        if (IsRefusal(outcome.Kind))
        {
            FirstOf.Refused(draft, run, thread.Id, step, pause.Visit, pause.Attempt);
        }
        else
        {
            FirstOf.Reacted(draft, run, thread.Id, step, pause.Attempt, outcome, pause.Until);
        }
    }

    private static void Replied(DecisionDraft draft, LiveRun run, int thread, AskStep step, AwaitingReply pause, Outcome outcome)
    {
        if (IsRefusal(outcome.Kind))
        {
            Asking.TimedOut(draft, run, thread, step);
        }
        else if (outcome.Kind == OutcomeKind.Answered && outcome.At <= pause.Until)
        {
            Asking.Answered(draft, run, thread, step, outcome);
        }
    }

    private static bool IsRefusal(OutcomeKind kind) => kind is OutcomeKind.Rejected or OutcomeKind.Skipped or OutcomeKind.Expired;
}
