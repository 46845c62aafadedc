using NodaTime;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>The customer asked to be forgotten: an empty document remains, which knows only since when.</summary>
internal static class Erasure
{
    public static void Forget(DecisionDraft draft, Erase erase)
    {
        foreach (var run in draft.Runs)
        {
            run.IsOver = true;
            draft.Write(new Exited(draft.Now, run.Id, run.State.Journey, run.State.Version, "erased", run.Program.Location));
        }

        var before = draft.Customer;
        draft.Customer = new CustomerDocument(before.Id)
        {
            ErasedAt = before.ErasedAt is { } earlier ? Instant.Max(earlier, erase.At) : erase.At,
            EntryCount = before.EntryCount,
            Version = before.Version,
        };
        draft.Pending.Clear();
        draft.MembershipsAreStale = false;
    }
}
