using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Segments;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>
/// A release reaches a customer, not the population: before the next input of one that it finds, the windows are made
/// again from all their events, as if they had always been declared so.
/// </summary>
internal static class Upgrading
{
    /// <summary>Whether windows of the newest workspace read what this document may not have kept.</summary>
    public static bool IsNeeded(Release release, CustomerDocument customer)
    {
        if (customer.Version == 0 || customer.Release == release.Current.Hash)
        {
            return false;
        }

        foreach (var older in release.Older)
        {
            if (older.Hash == customer.Release)
            {
                return !release.Current.Kept.All(k => Covers(older.KeptEvent(k.Event), k));
            }
        }

        return !release.Current.Kept.IsEmpty;
    }

    public static void Rebuild(DecisionDraft draft, Upgrade upgrade)
    {
        var customer = draft.Customer with { Histories = new CustomerDocument("").Histories };
        foreach (var given in upgrade.Past)
        {
            var @event = Intake.Believed(given);
            if (!(@event.At < customer.ErasedAt || @event.ArrivedAt <= customer.ErasedAt))
            {
                customer = Histories.Append(draft.Workspace, customer, @event, draft.Now).Customer;
            }
        }

        draft.Customer = customer;
    }

    private static bool Covers(KeptEvent? kept, KeptEvent wanted) =>
        kept is not null
        && (kept.For is null || kept.For >= wanted.For)
        && (kept.Paths.Contains("*") || wanted.Paths.All(p => kept.Paths.Contains(p)));
}
