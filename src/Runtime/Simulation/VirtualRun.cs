using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>
/// Replays recorded history into a store through the batches, the ledger and the census of the live engine, on a virtual
/// clock. Customers advance together to each midnight of the workspace's zone; in between, one commit holds what comes next
/// for many of them, each at a time of its own. A run that was cut off goes on where the store is.
/// </summary>
public sealed class VirtualRun
{
    private readonly BacktestRequest _request;
    private readonly IStore _store;
    private readonly EngineOptions _options;
    private readonly Days _days;
    private readonly BatchProcessor _processor;
    private readonly VirtualChannels _channels;
    private readonly Census _census;
    private readonly ImmutableArray<VirtualCustomer> _customers;
    private readonly Dictionary<string, VirtualCustomer> _byId;
    private long _decisions;

    /// <param name="request">Reactions are left to backtests: here a channel can only accept.</param>
    public VirtualRun(BacktestRequest request, IStore store, IDeliveries deliveries, IHistory history, EngineOptions options)
    {
        _request = request;
        _store = store;
        _options = options;
        _days = new Days(request.From, request.To, request.Workspace.Settings.Zone);
        _customers = [.. RecordedCustomer.All(request, Backtest.Order(request)).Select(c => new VirtualCustomer(c))];
        _byId = _customers.ToDictionary(c => c.Id, StringComparer.Ordinal);
        _processor = new BatchProcessor(store, new ReleaseSet(request.Workspace, []), options) { Newborn = id => _byId[id].Recorded.Newborn };
        _channels = new VirtualChannels(store, deliveries);
        _census = new Census(store, history, request.Workspace, request.Facts, facts => _processor.Facts = facts, EverybodyAsync, TellAsync)
        {
            // What lies before the first day is in no journal yet; the last models are those that an engine goes on with.
            KeepsModels = at => at == request.From || (_days.Count > 0 && at == _days.Start(_days.Count - 1)),
        };
    }

    /// <summary>Does everything that happens before an instant, or before the end of the request.</summary>
    public async Task RunAsync(Instant until, CancellationToken cancellation)
    {
        await TakeUpAsync(cancellation);
        for (var day = 0; day < _days.Count && _days.Start(day) < until; day++)
        {
            var (start, end) = (_days.Start(day), Instant.Min(_days.End(day), until));
            if (_census.IsNeeded && !(_census.LastAt >= start))
            {
                await _census.RunAsync(start, cancellation);
            }

            await AdvanceAsync(end, cancellation);
            _request.Progress?.Invoke(new BacktestProgress(end, day + 1, _days.Count, _decisions));
        }
    }

    private async Task TakeUpAsync(CancellationToken cancellation)
    {
        await foreach (var document in StoredHistory.CustomersAsync(_store, cancellation))
        {
            _byId[document.Id].GoOnFrom(document);
        }

        await _census.LoadAsync(cancellation);
        if (_census.LastAt is null)
        {
            _census.CountBefore(_request.From, _customers.SelectMany(c => c.Recorded.History));
        }

        await DecideAsync(await _channels.RecoverAsync(_request.To, cancellation), cancellation);
        await _census.FinishAsync(cancellation);
    }

    private async Task AdvanceAsync(Instant end, CancellationToken cancellation)
    {
        var active = _customers.Where(c => c.NextAt < end).ToList();
        while (active.Count > 0)
        {
            foreach (var batch in active.Chunk(_options.BatchSize))
            {
                await DecideAsync([.. batch.Select(c => c.Take())], cancellation);
            }

            active.RemoveAll(c => !(c.NextAt < end));
        }
    }

    /// <summary>Decides inputs of different customers, and all that channels answer to it.</summary>
    private async Task DecideAsync(IReadOnlyList<CustomerInput> inputs, CancellationToken cancellation)
    {
        while (inputs.Count > 0)
        {
            var processed = await _processor.ProcessAsync(inputs, cancellation);
            if (processed.Failure is { } failure)
            {
                throw new StoreException(failure.Fault, failure.Message, failure);
            }

            foreach (var (row, _) in processed.Commits.SelectMany(c => c.Documents))
            {
                _byId[row.Customer].Stored(row.DueAt);
            }

            _decisions += inputs.Count;
            inputs = await _channels.TakeAsync(processed.Commits, cancellation);
        }
    }

    /// <summary>Whoever is only remembered at the beginning is decided first at the same instant.</summary>
    private async IAsyncEnumerable<CustomerDocument> EverybodyAsync(string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var customer in _customers.Where(c => after is null || string.CompareOrdinal(c.Id, after) > 0))
        {
            if (customer.IsStored)
            {
                yield return _processor.Kept(customer.Id) ?? await LoadAsync(customer.Id, cancellation);
            }
            else if (!customer.Recorded.History.IsEmpty)
            {
                yield return customer.Recorded.Remembered(_request.Workspace, _request.From);
            }
        }
    }

    private async Task<CustomerDocument> LoadAsync(string customer, CancellationToken cancellation) =>
        DocumentCodec.Decode((await _store.LoadAsync([customer], cancellation))[0].Document.Span);

    private async Task TellAsync(IReadOnlyList<KeyValuePair<string, FactsChanged>> changes, Instant at, CancellationToken cancellation)
    {
        var rest = changes.GroupBy(c => c.Key, c => c.Value, StringComparer.Ordinal)
            .Select(g => (Customer: _byId[g.Key], Changes: new Queue<FactsChanged>(g)))
            .ToList();
        await DecideAsync([.. rest.Where(r => !r.Customer.IsStored).Select(r => r.Customer.Take())], cancellation);
        while (rest.Count > 0)
        {
            await DecideAsync([.. rest.Select(r => new CustomerInput(r.Customer.Id, r.Changes.Dequeue(), at))], cancellation);
            rest.RemoveAll(r => r.Changes.Count == 0);
        }
    }
}
