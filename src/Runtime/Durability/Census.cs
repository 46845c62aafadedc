using System.Runtime.CompilerServices;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// Makes the population facts of a midnight: everybody is measured, new versions are stored, decisions get them, and
/// those whom they may move are told. One that was cut short goes on where it was; who is told twice stays the same.
/// </summary>
internal sealed class Census
{
    private readonly CensusRows _rows;
    private readonly Workspace _workspace;
    private readonly Population _population;
    private readonly EventCounting _counting;
    private readonly Action<Facts> _use;
    private readonly Everybody _everybody;
    private readonly Tell _tell;
    private readonly int _pageSize;

    /// <param name="given">Facts that nobody makes here.</param>
    /// <param name="use">Gives decisions the newest facts.</param>
    /// <param name="pageSize">About how many are told at a time.</param>
    public Census(
        IStore store, IHistory history, Workspace workspace, Facts given, Action<Facts> use, Everybody everybody, Tell tell, int pageSize = 500)
    {
        _rows = new CensusRows(store);
        _workspace = workspace;
        _population = new Population(workspace, given);
        _counting = new EventCounting(history, _population, workspace.Settings.Zone);
        _use = use;
        _everybody = everybody;
        _tell = tell;
        _pageSize = pageSize;
    }

    /// <summary>All customers after a key, in the order of keys.</summary>
    public delegate IAsyncEnumerable<CustomerDocument> Everybody(string? after, CancellationToken cancellation);

    /// <summary>Returns when all of them have decided it.</summary>
    public delegate Task Tell(IReadOnlyList<KeyValuePair<string, FactsChanged>> changes, Instant at, CancellationToken cancellation);

    public bool IsNeeded => !_population.Rfms.IsEmpty || _population.Models.Any();

    /// <summary>
    /// Whether the models of a midnight are stored whole; of others only that they were made, and a start counts them again.
    /// </summary>
    public Func<Instant, bool> KeepsModels { get; init; } = _ => true;

    /// <summary>The midnight whose facts are stored; null when one of them was never made.</summary>
    public Instant? LastAt { get; private set; }

    /// <summary>Counts events that will only then be written to the journal, and not again when they are.</summary>
    public void CountBefore(Instant at, IEnumerable<CustomerEvent> events) => _counting.CountBefore(at, events);

    /// <summary>Takes up what is stored.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var (facts, countAt) = await _rows.LoadAsync(_population, cancellation);
        if (countAt is { } at)
        {
            await _counting.ReadBeforeAsync(at, cancellation);
            facts = _population.WithModels(facts, at);
        }

        _population.Resume(facts);
        LastAt = Oldest(facts);
        _use(facts);
    }

    /// <summary>Goes on with one that was cut short after its facts were stored.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        if (await _rows.CursorAsync(cancellation) is { } cursor && cursor.At == LastAt)
        {
            var before = cursor.Before(_population.Facts);
            await TellAsync(new NewFacts(_population, before, _population.Facts, Population.VersionOf(cursor.At), NextOf(cursor.At) - cursor.At), cursor, null, cancellation);
        }
    }

    /// <summary>Makes the facts of a midnight that has passed.</summary>
    public async Task RunAsync(Instant at, CancellationToken cancellation)
    {
        await _counting.ReadBeforeAsync(at, cancellation);
        var measured = new List<KeyValuePair<string, Figures>>();
        await foreach (var customer in _everybody(null, cancellation))
        {
            measured.Add(new(customer.Id, _population.Measure(customer, at)));
        }

        var facts = _population.Publish(at, NextOf(at), measured.ConvertAll(m => m.Value));
        var cursor = CensusCursor.Of(at, facts);
        try
        {
            await _rows.BeginAsync(cursor, facts, KeepsModels(at), cancellation);
        }
        catch
        {
            // What is not stored was not made: the next try begins from the same facts.
            _population.Resume(facts.Before);
            throw;
        }

        LastAt = at;
        _use(facts.Facts);
        await TellAsync(facts, cursor, measured, cancellation);
    }

    /// <param name="measured">Null when they have to be measured again.</param>
    private async Task TellAsync(NewFacts facts, CensusCursor cursor, List<KeyValuePair<string, Figures>>? measured, CancellationToken cancellation)
    {
        var page = new List<KeyValuePair<string, FactsChanged>>();
        await foreach (var (customer, figures) in measured?.ToAsyncEnumerable() ?? MeasuredAgain(cursor, cancellation))
        {
            if (page.Count >= _pageSize)
            {
                await _tell(page, cursor.At, cancellation);
                cursor = await _rows.MoveAsync(cursor, page[^1].Key, cancellation);
                page.Clear();
            }

            foreach (var change in facts.For(figures, exists: true))
            {
                page.Add(new(customer, change));
            }
        }

        if (page.Count > 0)
        {
            await _tell(page, cursor.At, cancellation);
        }

        await _rows.EndAsync(cursor, cancellation);
    }

    private async IAsyncEnumerable<KeyValuePair<string, Figures>> MeasuredAgain(CensusCursor cursor, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var customer in _everybody(cursor.After, cancellation))
        {
            yield return new(customer.Id, _population.Measure(customer, cursor.At));
        }
    }

    private Instant NextOf(Instant midnight) => LocalTimes.NextMidnight(midnight, _workspace.Settings.Zone);

    private Instant? Oldest(Facts facts)
    {
        var made = _population.Rfms.Select(r => facts.Rfm.GetValueOrDefault(r.Name)?.ValidFrom)
            .Concat(_population.Models.Select(m => facts.Models.GetValueOrDefault(m)?.ValidFrom))
            .ToList();
        return made.Contains(null) ? null : made.Min();
    }
}
