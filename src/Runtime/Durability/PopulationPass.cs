using System.Runtime.CompilerServices;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// Keeps the facts that only all customers together give: at each midnight of the workspace's zone everybody is measured,
/// and whoever the new facts may move decides it through the loop. Midnights that were missed are made up for by the
/// newest one. A workspace that asks for no such facts costs nothing.
/// </summary>
public sealed class PopulationPass
{
    private const int PageSize = 500;

    // The clock may be set while we wait.
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(1);

    private readonly IStore _store;
    private readonly EngineLoop _loop;
    private readonly TimeProvider _time;
    private readonly DateTimeZone _zone;
    private readonly Census _census;

    /// <param name="loop">Its facts are those that nobody makes here, until <see cref="LoadAsync"/>.</param>
    public PopulationPass(IStore store, IHistory history, ReleaseSet releases, EngineLoop loop, TimeProvider time)
    {
        _store = store;
        _loop = loop;
        _time = time;
        _zone = releases.Current.Settings.Zone;
        _census = new Census(store, history, releases.Current, loop.Facts, facts => loop.Facts = facts, EverybodyAsync, TellAsync);
    }

    /// <summary>Hears why a pass could not be made; it is tried again.</summary>
    public Action<StoreException>? Failed { get; set; }

    /// <summary>Gives the loop the newest facts that are stored; before it decides anything.</summary>
    public Task LoadAsync(CancellationToken cancellation) => _census.LoadAsync(cancellation);

    /// <summary>Runs until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (_census.IsNeeded)
        {
            try
            {
                await _census.FinishAsync(stop);
                var newest = LocalTimes.StartOf(LocalTimes.ToDate(Now, _zone), _zone);
                if (_census.LastAt is not { } last || last < newest)
                {
                    await _census.RunAsync(newest, stop);
                }
            }
            catch (StoreException failure)
            {
                Failed?.Invoke(failure);
            }

            var now = Now;
            var left = (LocalTimes.NextMidnight(now, _zone) - now).ToTimeSpan();
            await Task.Delay(left < _longestWait ? left : _longestWait, _time, stop);
        }
    }

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    /// <summary>A document that can not be read is left out; it becomes an incident when something of its customer is to be decided.</summary>
    private async IAsyncEnumerable<CustomerDocument> EverybodyAsync(string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyList<DocumentRow> page;
        do
        {
            page = await _store.PageAsync(after, PageSize, cancellation);
            foreach (var row in page)
            {
                after = row.Customer;
                if (LoadedDocument.Of(row).Document is { } readable)
                {
                    yield return readable;
                }
            }
        }
        while (page.Count == PageSize);
    }

    private Task TellAsync(IReadOnlyList<KeyValuePair<string, FactsChanged>> changes, Instant at, CancellationToken cancellation) =>
        Task.WhenAll(changes.Select(change => TellAsync(change.Key, change.Value, cancellation)));

    private async Task TellAsync(string customer, FactsChanged change, CancellationToken cancellation)
    {
        while (true)
        {
            switch (await _loop.SubmitAsync(customer, change, cancellation))
            {
                case Overloaded overloaded:
                    await Task.Delay(overloaded.RetryAfter.ToTimeSpan(), _time, cancellation);
                    break;
                case Unavailable unavailable:
                    throw new StoreException(StoreFault.Failed, unavailable.Reason);
                default:
                    return;
            }
        }
    }
}
