using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>Hands messages over, and says what was not.</summary>
internal static class Handing
{
    /// <summary>How long the channel and the customer may still say something about a message.</summary>
    private static readonly Duration _answerable = Duration.FromDays(30);

    public static void Over(DecisionDraft draft, Try made, Policy? policy, Instant? notAfter)
    {
        var (run, step, message, template, key, visit, name) = made;
        var state = run.State;
        draft.Emit(new HandOver(
            key, draft.Now, state.Id, state.Journey, state.Version, step.Id, message.Channel, message.Template, template.Purpose,
            policy?.Name ?? "", ValuesOf(draft, run, message, template), message.Slot, notAfter, state.Arm, message.Location));
        draft.Write(new MessageSent(draft.Now, state.Id, state.Journey, state.Version, step.Id, key, message.Channel, message.Template, template.Purpose, state.Arm, message.Location));
        var sent = new SentMessage(
            key, draft.Now, state.Id, state.Journey, state.Version, step.Id, visit, message.Channel, message.Template, policy?.Name ?? "", name, true);
        draft.Customer = draft.Customer with { Messages = Remembered(draft).Add(sent) };
    }

    public static void Skip(DecisionDraft draft, Try made, string reason)
    {
        var state = made.Run.State;
        draft.Write(new MessageSkipped(
            draft.Now, state.Id, state.Journey, state.Version, made.Step.Id, made.Key, made.Message.Channel, made.Message.Template,
            made.Template.Purpose, reason, made.Message.Location));
    }

    public static void Hold(DecisionDraft draft, Try made, int thread, int attempt, MustWait wait)
    {
        var state = made.Run.State;
        draft.Write(new MessageHeld(
            draft.Now, state.Id, state.Journey, state.Version, made.Step.Id, made.Message.Channel, made.Message.Template, wait.Until, wait.Reason,
            made.Message.Location));
        made.Run.Pause(thread, made.Step.Id, new Held(draft.Now, wait.Until, wait.Reason, made.Visit, attempt, wait.CappedSince));
    }

    /// <summary>What a cap of the policy holds back is asked again at once; whoever has priority gets the place.</summary>
    public static void PlaceCameFree(DecisionDraft draft, string policy)
    {
        foreach (var run in draft.Runs)
        {
            foreach (var thread in run.State.Threads)
            {
                if (thread.Pause is Held { Reason: SkipReason.Capped } held
                    && Gate.PolicyOf(run, MessageOf(run.Program[thread.Step], held.Attempt))?.Name == policy)
                {
                    run.Pause(thread.Id, thread.Step, held with { Until = draft.Now });
                }
            }
        }
    }

    public static bool WasSent(DecisionDraft draft, string key)
    {
        foreach (var message in draft.Customer.Messages)
        {
            if (message.SendKey == key)
            {
                return true;
            }
        }

        return false;
    }

    private static Message MessageOf(Step step, int attempt) => step switch
    {
        SendStep send => send.Message,
        AskStep ask => ask.Message,
        SendFirstStep first => first.Attempts[attempt],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static RecordValue ValuesOf(DecisionDraft draft, LiveRun run, Message message, Template template)
    {
        var scope = draft.Scope(run.State);
        var values = Calling.WithDefaults(Evaluator.Record(message.With, scope), template.Takes);
        var customer = RecordValue.Empty;
        foreach (var field in ReleaseIndex.Of(run.Workspace).FieldsRead(template.Name))
        {
            if (scope.Field(Root.Customer, field) is { IsMissing: false } value)
            {
                customer = customer.With(field, value);
            }
        }

        return values.With("customer", customer);
    }

    private static ImmutableArray<SentMessage> Remembered(DecisionDraft draft)
    {
        var messages = draft.Customer.Messages;
        if (messages.IsEmpty || draft.Now - messages[0].At < _answerable)
        {
            return messages;
        }

        return messages.RemoveAll(m => !IsStillOfUse(draft, m));
    }

    private static bool IsStillOfUse(DecisionDraft draft, SentMessage message)
    {
        var age = draft.Now - message.At;
        return age < _answerable
            || ((draft.Release.WorkspaceOf(message.Journey, message.Version) ?? draft.Workspace).Policy(message.Policy) is { } policy && age < Caps.MemoryOf(policy))
            || draft.Alive(message.Run) is not null;
    }
}
