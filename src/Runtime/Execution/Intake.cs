using NodaTime;
using Personalization.Journeys.Runtime.Experiments;
using Personalization.Journeys.Runtime.Segments;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>The way of one event through a decision, in the order that is promised.</summary>
internal static class Intake
{
    public const int MostEventIds = 512;

    /// <summary>An `at` farther in the future than this is not believed.</summary>
    private static readonly Duration _believableLead = Duration.FromMinutes(5);

    public static void Take(DecisionDraft draft, CustomerEvent given)
    {
        var believed = Believed(given);
        var id = IdOf(given);
        var fate = FateOf(draft, believed, id);
        draft.Write(new EventApplied(draft.Now, given.Source, given.Id, given.Type, fate, given.At));
        if (fate is EventFate.Duplicate or EventFate.Erased)
        {
            return;
        }

        draft.Take(given);
        var isLate = fate == EventFate.Late;
        if (isLate)
        {
            // What time alone changes is still said aloud.
            Segmentation.RecomputeIfDue(draft);
        }

        TakeIn(draft, believed, id);
        if (isLate)
        {
            Segmentation.Recompute(draft, quietly: true);
        }

        Reacting.OnEvent(draft, believed);
        if (!isLate)
        {
            Entering.OnEvent(draft, believed);
        }

        Segmentation.Recompute(draft, quietly: false);
    }

    /// <summary>What happens in the future has happened on arrival.</summary>
    public static CustomerEvent Believed(CustomerEvent given) =>
        given.At - given.ArrivedAt > _believableLead ? given with { At = given.ArrivedAt } : given;

    public static ulong IdOf(CustomerEvent @event) => Hashing.Hash(@event.Source, @event.Id);

    private static EventFate FateOf(DecisionDraft draft, CustomerEvent @event, ulong id)
    {
        if (draft.Customer.ErasedAt is { } erased && @event.At < erased)
        {
            return EventFate.Erased;
        }

        if (@event.IsRepeat || draft.Customer.EventIds.Contains(id) || draft.HasOverflowed(id))
        {
            return EventFate.Duplicate;
        }

        return @event.IsHistory || @event.ArrivedAt - @event.At > draft.Workspace.Settings.LateAfter ? EventFate.Late : EventFate.Applied;
    }

    private static void TakeIn(DecisionDraft draft, CustomerEvent @event, ulong id)
    {
        var customer = draft.Customer;
        var ids = customer.EventIds;
        if (ids.Length >= MostEventIds)
        {
            draft.Overflow(ids[0]);
            ids = ids.RemoveAt(0);
        }

        draft.Customer = customer with { EventIds = ids.Add(id) };
        var (taken, overflowed) = Histories.Append(draft.Workspace, draft.Customer, @event, draft.Now);
        draft.Customer = taken;
        draft.MembershipsAreStale = true;
        draft.PlansAreStale |= draft.Index.HasDates;
        if (overflowed)
        {
            draft.Write(new Incident(draft.Now, null, $"more than {Histories.Limit} {@event.Type} are remembered; the oldest no longer count", null));
        }
    }
}
