using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Sending;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>What time alone does to a customer: rests that end, `exit after`, planned entries, memberships.</summary>
internal static class Timers
{
    /// <summary>Every timer that fires leads to a later one; far beyond this something does not.</summary>
    private const int MostTimers = 10_000;

    /// <summary>Of a thread, of a whole run, of a planned entry, or of the memberships when it names none of them.</summary>
    private readonly record struct Timer(Instant At, LiveRun? Run, RunThread? Thread, PlannedEntry? Planned);

    /// <summary>Fires all that is due, in the order of due instant, priority, entry instant, journey, key, step.</summary>
    public static void Fire(DecisionDraft draft)
    {
        for (var fired = 0; Next(draft) is { } timer; fired++)
        {
            if (fired == MostTimers)
            {
                throw new InvalidOperationException($"more than {MostTimers} timers of {draft.Customer.Id} fire at {draft.Now}");
            }

            Fire(draft, timer);
            Cascade.Settle(draft);
        }
    }

    /// <summary>The earliest of all timers and membership changes.</summary>
    public static Instant? DueAt(CustomerDocument customer, ImmutableArray<Run> runs)
    {
        var due = customer.MembershipsChangeAt;
        foreach (var planned in customer.Planned)
        {
            due = Earlier(due, planned.At);
        }

        foreach (var run in runs)
        {
            due = Earlier(due, run.ExitAt);
            foreach (var thread in run.Threads)
            {
                due = Earlier(due, thread.Pause.NextAt);
            }
        }

        return due;
    }

    private static Instant? Earlier(Instant? left, Instant? right) => right is null || left <= right ? left : right;

    private static Timer? Next(DecisionDraft draft)
    {
        if (draft.Customer.MembershipsChangeAt is { } change && change <= draft.Now && !IsBefore(draft, change))
        {
            return new Timer(change, null, null, null);
        }

        Timer? next = null;
        foreach (var run in draft.Runs)
        {
            if (run.IsOver)
            {
                continue;
            }

            Offer(draft, ref next, run.State.ExitAt, new Timer(default, run, null, null));
            foreach (var thread in run.State.Threads)
            {
                Offer(draft, ref next, thread.Pause.NextAt, new Timer(default, run, thread, null));
            }
        }

        foreach (var planned in draft.Customer.Planned)
        {
            Offer(draft, ref next, planned.At, new Timer(default, null, null, planned));
        }

        return next;
    }

    /// <summary>Whether anything falls due before an instant; memberships change before what else comes at the same one.</summary>
    private static bool IsBefore(DecisionDraft draft, Instant change)
    {
        foreach (var planned in draft.Customer.Planned)
        {
            if (planned.At < change)
            {
                return true;
            }
        }

        foreach (var run in draft.Runs)
        {
            if (!run.IsOver && (run.State.ExitAt < change || run.State.Threads.Any(t => t.Pause.NextAt < change)))
            {
                return true;
            }
        }

        return false;
    }

    private static void Offer(DecisionDraft draft, ref Timer? next, Instant? at, Timer timer)
    {
        if (at is not { } due || due > draft.Now)
        {
            return;
        }

        timer = timer with { At = due };
        if (next is not { } best || Compare(draft, timer, best) < 0)
        {
            next = timer;
        }
    }

    private static int Compare(DecisionDraft draft, Timer left, Timer right)
    {
        var order = left.At.CompareTo(right.At);
        order = order != 0 ? order : PriorityOf(draft, right).CompareTo(PriorityOf(draft, left));

        // Who is inside goes before who may enter.
        order = order != 0 ? order : (left.Planned is not null).CompareTo(right.Planned is not null);
        order = order != 0 || left.Run is null || right.Run is null ? order : LiveRun.Compare(left.Run, right.Run);
        return order != 0 ? order : string.CompareOrdinal(PlaceOf(left), PlaceOf(right));
    }

    private static int PriorityOf(DecisionDraft draft, Timer timer) => timer.Run?.Priority ?? draft.Workspace.Journey(timer.Planned!.Journey)?.Priority ?? 0;

    /// <summary>The end of the whole run goes before what its steps do at the same instant.</summary>
    private static string PlaceOf(Timer timer) => timer.Planned?.Journey ?? timer.Thread?.Step ?? "";

    private static void Fire(DecisionDraft draft, Timer timer)
    {
        switch (timer)
        {
            case { Planned: { } planned }:
                Plans.Fire(draft, planned);
                break;
            case { Run: { } run, Thread: { } thread }:
                run.Lateness = draft.Now - timer.At;
                Fire(draft, run, thread, run.Program[thread.Step]);
                break;
            case { Run: { } run }:
                var length = new DurationValue(CalendarDuration.OfExact(run.Program.ExitAfter ?? Duration.Zero));
                Ending.End(draft, run, $"exit after {PrintedValue.Of(length, draft.Zone)}", run.Program.Location);
                break;
            default:
                draft.MembershipsAreStale = true;
                break;
        }
    }

    private static void Fire(DecisionDraft draft, LiveRun run, RunThread thread, Step step)
    {
        switch (thread.Pause, step)
        {
            case (Waiting or WaitingFor, _):
                Waits.TimedOut(draft, run, thread.Id, step);
                break;
            case (Held held, SendStep send):
                Sends.TryAgain(draft, run, thread.Id, send, held);
                break;
            case (Held held, SendFirstStep first):
                FirstOf.TryAgain(draft, run, thread.Id, first, held);
                break;
            case (Held held, AskStep ask):
                Asking.TryAgain(draft, run, thread.Id, ask, held);
                break;
            case (AwaitingChannel pause, SendFirstStep first):
                FirstOf.Reached(draft, run, thread.Id, first, pause.Attempt);
                break;
            case (AwaitingReaction pause, SendFirstStep first):
                FirstOf.NoReaction(draft, run, thread.Id, first, pause);
                break;
            case (AwaitingChannel pause, AskStep ask):
                Asking.Accepted(draft, run, thread.Id, ask, pause, draft.Now);
                break;
            case (AwaitingReply, AskStep ask):
                Asking.TimedOut(draft, run, thread.Id, ask);
                break;
            case (AwaitingAnswer pause, CallStep call):
                Calling.GaveUp(draft, run, thread.Id, call, pause);
                break;
            default:
                throw new UnreachableException($"{run.Id} rests at {thread.Step} as {thread.Pause}");
        }
    }
}
