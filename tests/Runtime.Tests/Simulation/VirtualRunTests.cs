using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Runtime.Tests.Simulation;

/// <summary>What the live engine makes of a history, told from what its store holds, is what a backtest tells.</summary>
public sealed class VirtualRunTests
{
    private static readonly BacktestRequest _request = BacktestWorld.Request(BacktestWorld.History(60)) with { TimelinesOf = ["7", "21"] };
    private static readonly Lazy<string> _expected = new(() => Shown(Backtest.Run(_request)));

    private readonly MemoryStore _store = new(TimeProvider.System);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public async Task Run_ThroughBatchesAndLedger_TellsWhatABacktestTells(int batchSize)
    {
        await Run(batchSize).RunAsync(_request.To, default);

        Assert.Equal(_expected.Value, Shown(await StoredHistory.ReadAsync(_request, _store, _store, default)));
        Assert.Empty(await _store.InboxAsync(0, 10, default));
        Assert.Empty(await _store.OutboxAsync(0, 10, OutboxStatus.Open, null, default));
        Assert.Empty(await _store.OutboxAsync(0, 10, OutboxStatus.Trying, null, default));
        Assert.Empty(await _store.ParkedAsync(0, 10, default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(200)]
    [InlineData(500)]
    public async Task Run_CutOffAtACommit_GoesOnWhereTheStoreIs(int commits)
    {
        var left = commits;
        _store.AfterCommit = _ => left = left > 0 ? left - 1 : throw new StoreException(StoreFault.Failed, "the power went");
        await Assert.ThrowsAsync<StoreException>(() => Run(50).RunAsync(_request.To, default));

        _store.AfterCommit = null;
        await Run(50).RunAsync(_request.To, default);

        Assert.Equal(Files(_expected.Value), Files(Shown(await StoredHistory.ReadAsync(_request, _store, _store, default))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(45)]
    public async Task Run_InParts_IsTheSame(int days)
    {
        await Run(100).RunAsync(_request.From + Duration.FromDays(days), default);
        await Run(100).RunAsync(_request.From + Duration.FromDays(days) + Duration.FromMinutes(700), default);

        await Run(100).RunAsync(_request.To, default);

        Assert.Equal(_expected.Value, Shown(await StoredHistory.ReadAsync(_request, _store, _store, default)));
    }

    private VirtualRun Run(int batchSize) => new(_request, _store, _store, _store, new EngineOptions { BatchSize = batchSize });

    private static string Files(string shown) => shown[..shown.IndexOf("== ", StringComparison.Ordinal)];

    private static string Shown(BacktestResult result) => string.Join('\n', [
        .. result.Messages.Select(m => m.ToString()),
        .. result.Runs.Select(r => (r with { Goals = [] }).ToString() + string.Join(',', r.Goals)),
        $"== {result.Customers} {result.EventsApplied} {result.Decisions} {result.Incidents.Length}",
        .. result.SegmentDays.Select(d => d.ToString()),
        .. result.Journeys.Select(j => $"{j.Journey} {j.Entered} {string.Join(',', j.NotEntered)} {string.Join(',', j.Held)} {string.Join(',', j.Skipped)}"),
        .. result.Timelines.SelectMany(t => t.Journal.Select(n => $"{t.Customer} {n.Entry with { Location = null }} {n.Place}")),
    ]);
}
