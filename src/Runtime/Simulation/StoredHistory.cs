using System.Collections.Immutable;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>Tells from what a store holds, and nothing else, what a backtest tells.</summary>
public static class StoredHistory
{
    private const int JournalPage = 5_000;
    private const int DocumentPage = 500;

    /// <param name="request">What was replayed into the store.</param>
    public static async Task<BacktestResult> ReadAsync(BacktestRequest request, IStore store, IHistory history, CancellationToken cancellation)
    {
        var days = new Days(request.From, request.To, request.Workspace.Settings.Zone);
        var watched = request.TimelinesOf.ToHashSet(StringComparer.Ordinal);
        var ledgers = new Dictionary<string, CustomerLedger>(StringComparer.Ordinal);
        CustomerLedger LedgerOf(string customer)
        {
            if (!ledgers.TryGetValue(customer, out var ledger))
            {
                ledgers.Add(customer, ledger = new CustomerLedger(customer, days, watched.Contains(customer)));
            }

            return ledger;
        }

        await foreach (var row in JournalAsync(history, cancellation))
        {
            LedgerOf(row.Customer).Note(row.Entry, row.Place);
        }

        var begun = RecordedCustomer.All(request, Backtest.Order(request)).ToDictionary(c => c.Id, c => c.Newborn.Version, StringComparer.Ordinal);
        var lived = ImmutableArray.CreateBuilder<CustomerLived>();
        await foreach (var customer in CustomersAsync(store, cancellation))
        {
            lived.Add(new CustomerLived(customer.Id, LedgerOf(customer.Id), customer, true, customer.Version - begun.GetValueOrDefault(customer.Id)));
        }

        return BacktestTotals.Of(request, days, lived.ToImmutable(), null);
    }

    /// <summary>Everybody's rows, oldest first.</summary>
    internal static async IAsyncEnumerable<JournalRow> JournalAsync(
        IHistory history, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyList<JournalRow> page;
        long after = 0;
        do
        {
            page = await history.JournalAsync(after, JournalPage, cancellation);
            foreach (var row in page)
            {
                yield return row;
                after = row.Sequence;
            }
        }
        while (page.Count == JournalPage);
    }

    /// <summary>Everybody, by key.</summary>
    internal static async IAsyncEnumerable<CustomerDocument> CustomersAsync(
        IStore store, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyList<DocumentRow> page;
        string? after = null;
        do
        {
            page = await store.PageAsync(after, DocumentPage, cancellation);
            foreach (var row in page)
            {
                yield return DocumentCodec.Decode(row.Document.Span);
                after = row.Customer;
            }
        }
        while (page.Count == DocumentPage);
    }
}
