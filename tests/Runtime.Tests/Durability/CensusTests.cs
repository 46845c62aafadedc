using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Segments;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Runtime.Tests.Simulation;

namespace Personalization.Journeys.Runtime.Tests.Durability;

public sealed class CensusTests
{
    private static readonly Instant _first = BacktestWorld.From + Duration.FromDays(30);
    private static readonly Instant _second = _first + Duration.FromDays(1);

    private readonly MemoryStore _store = new(TimeProvider.System);
    private readonly List<string> _told = [];
    private Facts _facts = Facts.None;
    private int _pagesLeft = int.MaxValue;

    [Fact]
    public async Task Census_OfAMidnight_TellsWhomItMoves()
    {
        var census = await Started();

        await census.RunAsync(_first, default);
        var all = _told.Count;
        _told.Clear();
        await census.RunAsync(_second, default);

        Assert.Equal(all, Customers(_first).Count(c => c.Histories.ContainsKey("order_placed") && HasOrderIn(c, _first)));
        Assert.InRange(_told.Count, 1, all - 1);
        Assert.Equal("2024-02-01T00:00:00Z", _facts.Rfm["buying"].Version);
        Assert.Equal("2024-02-01T00:00:00Z", _facts.Models["also_bought"].Version);
        Assert.Equal(2, (await _store.ReferencesAsync(ReferenceKind.Fact, default)).Count);
        Assert.Empty(await _store.ReferencesAsync(ReferenceKind.Cursor, default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Census_CutShort_GoesOnWhereItWas(int pages)
    {
        var whole = await ToldOn(_second);
        await (await Started()).RunAsync(_first, default);
        _told.Clear();
        _pagesLeft = pages;
        await Assert.ThrowsAsync<StoreException>(async () => await (await Started()).RunAsync(_second, default));
        var before = _told.Count;

        _pagesLeft = int.MaxValue;
        var census = await Started();
        await census.FinishAsync(default);

        Assert.Equal(_second, census.LastAt);
        Assert.True(before < whole.Count);
        Assert.Equal(whole, _told);
        Assert.Empty(await _store.ReferencesAsync(ReferenceKind.Cursor, default));
        await census.FinishAsync(default);
        Assert.Equal(whole, _told);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Census_LoadedAgain_HasTheSameFacts(bool keepsModels)
    {
        await (await Started(keepsModels)).RunAsync(_first, default);
        var made = _facts;

        _facts = Facts.None;
        await Started();

        Assert.Equal(Shown(made), Shown(_facts));
    }

    private async Task<List<string>> ToldOn(Instant at)
    {
        var fresh = new CensusTests();
        var census = await fresh.Started();
        await census.RunAsync(_first, default);
        fresh._told.Clear();
        await census.RunAsync(at, default);
        return fresh._told;
    }

    private async Task<Census> Started(bool keepsModels = true)
    {
        var now = _second;
        var census = new Census(_store, _store, BacktestWorld.Workspace, Facts.None, facts => _facts = facts, Everybody, Tell, pageSize: 4) { KeepsModels = _ => keepsModels };
        await census.LoadAsync(default);
        return census;

        async IAsyncEnumerable<CustomerDocument> Everybody(string? after, [EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.CompletedTask;
            foreach (var customer in Customers(now).Where(c => after is null || string.CompareOrdinal(c.Id, after) > 0))
            {
                yield return customer;
            }
        }
    }

    private Task Tell(IReadOnlyList<KeyValuePair<string, FactsChanged>> changes, Instant at, CancellationToken cancellation)
    {
        if (_pagesLeft-- == 0)
        {
            throw new StoreException(StoreFault.Failed, "cut short");
        }

        _told.AddRange(changes.Select(c => $"{c.Key} {c.Value.Name} {c.Value.Version}"));
        return Task.CompletedTask;
    }

    /// <summary>Everybody as of an instant, by key.</summary>
    private static IEnumerable<CustomerDocument> Customers(Instant now) => BacktestWorld.History(60)
        .Where(e => e.Event.At < now)
        .OrderBy(e => e.Event.At)
        .GroupBy(e => e.Customer, StringComparer.Ordinal)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => g.Aggregate(new CustomerDocument(g.Key), (c, e) => Histories.Append(BacktestWorld.Workspace, c, e.Event, now).Customer));

    private static bool HasOrderIn(CustomerDocument customer, Instant at) =>
        customer.Histories["order_placed"].Entries.Any(e => e.At < at && e.At > at - Duration.FromDays(30));

    private static string Shown(Facts facts)
    {
        var cuts = facts.Rfm["buying"].Content;
        ImmutableArray<object> parts = [.. cuts.Recency, .. cuts.Frequency, .. cuts.Value, facts.Rfm["buying"].Version, facts.Models["also_bought"].Version, Convert.ToBase64String(FactsCodec.Encode(facts.Models["also_bought"].Content))];
        return string.Join(' ', parts);
    }
}
