using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>The end of a run: what it called ends with it, who called it goes on, and a little is remembered.</summary>
internal static class Ending
{
    public const string Finished = "finished";
    public const string Late = "late";

    public static void End(DecisionDraft draft, LiveRun run, string reason, Location? location)
    {
        if (run.IsOver)
        {
            return;
        }

        run.IsOver = true;
        draft.PlansAreStale = true;
        draft.Write(new Exited(draft.Now, run.Id, run.State.Journey, run.State.Version, reason, location));
        LetGo(draft, run);
        if (run.State.Caller is { Waits: true } caller)
        {
            draft.Pending.Enqueue(new RunReturned(caller, Calling.ResultOf(run.Program, run.Returned, skipped: false, reason)));
        }

        Remember(draft, run);
    }

    /// <summary>Drops what a run has under way: the runs it called, and its open question.</summary>
    public static void LetGo(DecisionDraft draft, LiveRun run)
    {
        for (int i = 0, count = draft.Runs.Count; i < count; i++)
        {
            var other = draft.Runs[i];
            if (!other.IsOver && other.State.Caller is { Waits: true } caller && caller.Run == run.Id)
            {
                End(draft, other, "the calling run ended", null);
            }
        }

        if (Sending.Asking.IsOpen(run))
        {
            draft.Pending.Enqueue(new QuestionClosed(run.Id));
        }
    }

    private static void Remember(DecisionDraft draft, LiveRun run)
    {
        var open = ImmutableArray<string>.Empty;
        var keepUntil = Instant.MinValue;
        foreach (var goal in run.Program.Goals)
        {
            if (goal.Event.Within is { } within && run.State.TriggeredAt + within > draft.Now && !run.State.Goals.Contains(goal.Name))
            {
                open = open.Add(goal.Name);
                keepUntil = Instant.Max(keepUntil, run.State.TriggeredAt + within + draft.Workspace.Settings.LateAfter);
            }
        }

        if (run.State.Caller is null)
        {
            keepUntil = Instant.Max(keepUntil, Admission.AllowedAgain(draft, run.State.Journey, run.State.EnteredAt));
        }

        var kept = draft.Customer.EndedRuns.RemoveAll(e => e.KeepUntil <= draft.Now);
        if (keepUntil > draft.Now)
        {
            var state = run.State;
            var ended = new EndedRun(
                state.Id, state.Journey, state.Version, state.Key, state.EnteredAt, state.TriggeredAt, keepUntil,
                open, RecordValue.Empty, RecordValue.Empty, RecordValue.Empty);
            kept = kept.Add(open.IsEmpty ? ended : ended with { Entry = state.Entry, Input = state.Input, Locals = LocalsOf(run) });
        }

        draft.Customer = draft.Customer with { EndedRuns = kept };
    }

    /// <summary>All that a goal can read of what a run has made.</summary>
    private static RecordValue LocalsOf(LiveRun run)
    {
        var locals = RecordValue.Empty;
        foreach (var local in run.Program.Locals)
        {
            locals = locals.With(local.Name, run.State.Variables[local.Name]);
        }

        return locals;
    }
}
