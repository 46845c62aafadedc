using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>The timers of `enter on schedule`, `date` and `anniversary`: one for each that concerns this customer.</summary>
internal static class Plans
{
    public static void Refresh(DecisionDraft draft)
    {
        if (!draft.PlansAreStale)
        {
            return;
        }

        draft.PlansAreStale = false;
        if (draft.Index.Planned.IsEmpty && draft.Customer.Planned.IsEmpty)
        {
            return;
        }

        var planned = ImmutableArray.CreateBuilder<PlannedEntry>();
        foreach (var start in draft.Index.Planned)
        {
            if (Next(draft, start) is { } at)
            {
                planned.Add(new PlannedEntry(start.Journey.Name, start.Position, at));
            }
        }

        draft.Customer = draft.Customer with { Planned = planned.DrainToImmutable() };
    }

    /// <summary>What was missed counts once; the lateness rule of the journey's policy says whether it still does.</summary>
    public static void Fire(DecisionDraft draft, PlannedEntry planned)
    {
        draft.Customer = draft.Customer with { Planned = draft.Customer.Planned.Remove(planned) };
        draft.PlansAreStale = true;
        if (StartOf(draft, planned) is { } start && Applies(draft, start) && !IsInside(draft, start.Journey))
        {
            var policy = draft.Workspace.Policy(start.Journey.Policy ?? draft.Workspace.Settings.DefaultPolicy ?? "");
            if (policy?.WhenLate is { } rule && draft.Now - planned.At > rule.By && rule.Action != LateAction.Send)
            {
                draft.Write(new NotEntered(draft.Now, start.Journey.Name, start.Journey.Version, "", Ending.Late, start.Trigger.Location));
                return;
            }

            Entering.OnTime(draft, start);
        }
    }

    /// <summary>
    /// In a new zone a local time comes neither twice nor never: one that is past there falls due at once, one that has been
    /// does not come again.
    /// </summary>
    public static void AimAgain(DecisionDraft draft, DateTimeZone before)
    {
        var been = LocalTimes.ToLocal(Instant.Max(draft.Now, draft.Customer.PlannedThrough), before);
        var planned = draft.Customer.Planned;
        for (var i = 0; i < planned.Length; i++)
        {
            var local = LocalTimes.ToLocal(planned[i].At, before);
            if (planned[i].At > draft.Now && LocalTimes.ToInstant(local, draft.Zone) <= draft.Now && IsLocal(draft, StartOf(draft, planned[i])))
            {
                planned = planned.SetItem(i, planned[i] with { At = draft.Now });
            }
        }

        draft.Customer = draft.Customer with { Planned = planned, PlannedThrough = LocalTimes.ToInstant(been, draft.Zone) };
    }

    private static bool IsLocal(DecisionDraft draft, Start? start) =>
        start?.Trigger is not DateTrigger { Anniversary: false, Moment: { At: null, Length.IsExact: true, Of: var of } }
        || Evaluator.Evaluate(of, draft.Scope()) is not MomentValue;

    private static Start? StartOf(DecisionDraft draft, PlannedEntry planned)
    {
        foreach (var start in draft.Index.Planned)
        {
            if (start.Journey.Name == planned.Journey && start.Position == planned.Trigger)
            {
                return start;
            }
        }

        return null;
    }

    /// <summary>Whether the customer can not enter because they have not left.</summary>
    private static bool IsInside(DecisionDraft draft, Journey journey) => !journey.RestartWhenInside && draft.Alive(journey.Name, "") is not null;

    private static bool Applies(DecisionDraft draft, Start start) =>
        start.Trigger is not ScheduleTrigger schedule || draft.Customer.Memberships.ContainsKey(schedule.Segment);

    private static Instant? Next(DecisionDraft draft, Start start)
    {
        if (!Applies(draft, start))
        {
            return null;
        }

        foreach (var pending in draft.Customer.Planned)
        {
            // What is due but not yet fired stays due.
            if (pending.Journey == start.Journey.Name && pending.Trigger == start.Position && pending.At <= draft.Now)
            {
                return pending.At;
            }
        }

        // Who is inside is planned for too: the run may have ended by then, even at that very instant.
        var journey = start.Journey;
        var after = IsLocal(draft, start) ? Instant.Max(draft.Now, draft.Customer.PlannedThrough) : draft.Now;
        if (IsInside(draft, journey) && draft.Alive(journey.Name, "") is { } inside)
        {
            after = Instant.Max(after, Before(Admission.AllowedAgain(draft, journey.Name, inside.State.EnteredAt)));
        }

        foreach (var ended in draft.Customer.EndedRuns)
        {
            if (ended.Journey == journey.Name && ended.Key.Length == 0)
            {
                after = Instant.Max(after, Before(Admission.AllowedAgain(draft, journey.Name, ended.EnteredAt)));
            }
        }

        var zone = draft.Workspace.Settings.Zone;
        if (journey.Starts is { } starts)
        {
            after = Instant.Max(after, Before(LocalTimes.StartOf(starts, zone)));
        }

        return NextAfter(draft, start.Trigger, after) is { } next && !(LocalTimes.ToDate(next, zone) > journey.Ends) ? next : null;
    }

    private static Instant? NextAfter(DecisionDraft draft, Trigger trigger, Instant after)
    {
        if (after >= LocalTimes.Latest)
        {
            return null;
        }

        switch (trigger)
        {
            case ScheduleTrigger schedule:
                return Schedules.Next(schedule.Days, schedule.At, after, draft.Zone);
            case DateTrigger date:
                var scope = draft.Scope();
                return Schedules.Next(date, Evaluator.Evaluate(date.Moment.Of, scope), after, scope.Zone);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>So that an instant strictly after it may be the one given.</summary>
    private static Instant Before(Instant at) => at == Instant.MinValue ? at : at - Duration.Epsilon;
}
