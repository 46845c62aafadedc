using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Sending;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>`call webhook`, `run journey`, `start journey` and `return`.</summary>
internal static class Calling
{
    public static Flow Begin(DecisionDraft draft, LiveRun run, int thread, CallStep step)
    {
        var webhook = run.Workspace.Webhook(step.Webhook)
            ?? throw new InvalidOperationException($"webhook {step.Webhook} of {run.Id} is not declared");
        var key = SendKey.Of(draft.Workspace.Settings.Name, run.Id, step.Id, run.Visit(step.Id), 0);
        var values = WithDefaults(Evaluator.Record(step.With, draft.Scope(run.State)), webhook.Takes);
        draft.Emit(new WebhookCall(key, draft.Now, run.Id, step.Id, step.Webhook, values, step.Location));
        draft.Write(new WebhookCalled(draft.Now, run.Id, run.State.Journey, run.State.Version, step.Id, key, step.Webhook, step.Location));
        run.Unset(step.As);
        run.Pause(thread, step.Id, new AwaitingAnswer(draft.Now, draft.Now + webhook.LongestWait, key));
        return Flow.Stays;
    }

    public static void Answered(DecisionDraft draft, Answer answer)
    {
        foreach (var run in draft.Runs)
        {
            foreach (var thread in run.State.Threads)
            {
                if (thread.Pause is AwaitingAnswer pause && pause.CallKey == answer.CallKey)
                {
                    run.Lateness = Duration.Zero;
                    Answered(draft, run, thread.Id, (CallStep)run.Program[thread.Step], answer);
                    return;
                }
            }
        }

        // The run is over: the answer is kept in the journal and dropped.
        draft.Write(new OutcomeNoted(draft.Now, "", "", 0, answer.CallKey, KindOf(answer), answer.Reason, null));
    }

    /// <summary>Nobody answered in the time that all tries together may take.</summary>
    public static void GaveUp(DecisionDraft draft, LiveRun run, int thread, CallStep step, AwaitingAnswer pause) =>
        Answered(draft, run, thread, step, new Answer(pause.CallKey, null, draft.Now, "no answer"));

    public static Flow Begin(DecisionDraft draft, LiveRun run, int thread, RunStep step)
    {
        var input = Evaluator.Record(step.With, draft.Scope(run.State));
        var visit = run.Visit(step.Id);
        var caller = new Caller(run.Id, thread, step.Id, visit, step.WaitForEnd);
        draft.Pending.Enqueue(new RunCalled(caller, step.Journey, $"{run.Id}/{step.Id}/{visit}", input));
        if (!step.WaitForEnd)
        {
            run.Set(step.As, RecordValue.Of(("skipped", Value.False)));
            return Flow.On(step.Next);
        }

        run.Unset(step.As);
        run.Pause(thread, step.Id, new AwaitingRun(draft.Now, visit));
        draft.Write(new Paused(draft.Now, run.Id, run.State.Journey, run.State.Version, step.Id, null, $"run journey {step.Journey}", step.Location));
        return Flow.Stays;
    }

    public static void Returned(DecisionDraft draft, RunReturned returned)
    {
        var caller = returned.Caller;
        if ((caller.Waits ? Waiting(draft, caller) : draft.Alive(caller.Run)) is not { } run || run.Program.Find(caller.Step) is not RunStep step)
        {
            return;
        }

        run.Set(step.As, returned.Result);
        if (caller.Waits)
        {
            run.Lateness = Duration.Zero;
            run.Pause(caller.Thread, step.Id, new Moving(draft.Now));
            Interpreter.Go(draft, run, caller.Thread, step.Next);
        }
    }

    /// <summary>The run that waits for a call, if it still does: one that was restarted meanwhile rests for another visit.</summary>
    public static LiveRun? Waiting(DecisionDraft draft, Caller caller) =>
        draft.Alive(caller.Run) is { } run && run.Thread(caller.Thread) is { Pause: AwaitingRun pause } thread
            && thread.Step == caller.Step && pause.Visit == caller.Visit
            ? run
            : null;

    public static Flow Return(DecisionDraft draft, LiveRun run, ReturnStep step)
    {
        run.Returned = Evaluator.Record(step.Values, draft.Scope(run.State));
        Ending.End(draft, run, "returned", step.Location);
        return Flow.Stays;
    }

    /// <summary>What the name of a `run` holds: what was returned, defaults for the rest, and how it ended.</summary>
    public static RecordValue ResultOf(Journey journey, RecordValue? returned, bool skipped, string reason) =>
        WithOutcome(
            WithDefaults(returned ?? RecordValue.Empty, journey.Returns),
            ("skipped", Value.Of(skipped)),
            ("reason", new TextValue(reason)));

    public static RecordValue WithDefaults(RecordValue given, ImmutableArray<Field> fields)
    {
        foreach (var field in fields)
        {
            if (given[field.Name].IsMissing && (field.Default ?? (field.Type is ListType ? ListValue.Empty : null)) is { } value)
            {
                given = given.With(field.Name, value);
            }
        }

        return given;
    }

    private static void Answered(DecisionDraft draft, LiveRun run, int thread, CallStep step, Answer answer)
    {
        draft.Write(new OutcomeNoted(
            draft.Now, run.Id, run.State.Journey, run.State.Version, answer.CallKey, KindOf(answer), answer.Reason, step.Location));
        var failed = answer.Fields is null;
        run.Set(step.As, WithOutcome(
            answer.Fields ?? RecordValue.Empty,
            ("failed", Value.Of(failed)),
            ("sent", Value.Of(!failed)),
            ("unknown", Value.False),
            ("reason", answer.Reason is { } reason ? new TextValue(reason) : Value.Missing)));
        run.Pause(thread, step.Id, new Moving(draft.Now));
        Interpreter.Go(draft, run, thread, step.Next);
    }

    /// <summary>What a webhook or journey gives itself wins over what is known about its outcome.</summary>
    private static RecordValue WithOutcome(RecordValue given, params ReadOnlySpan<(string Name, Value Value)> flags)
    {
        foreach (var (name, value) in flags)
        {
            if (given[name].IsMissing && !value.IsMissing)
            {
                given = given.With(name, value);
            }
        }

        return given;
    }

    private static OutcomeKind KindOf(Answer answer) => answer.Fields is null ? OutcomeKind.Rejected : OutcomeKind.Answered;
}
