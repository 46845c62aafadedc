using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Channels.Tests.Outbox;

/// <summary>After any crash the index says what the ledger says: one whole line a finished message.</summary>
public sealed class OutboxIndexTests : IDisposable
{
    private readonly OutboxBench _bench = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public async Task Reconcile_TornTail_IsWrittenAgain(int bytesLeft)
    {
        var rows = await FinishedAsync(3);
        _bench.Outbox.Dispose();
        var lines = await File.ReadAllLinesAsync(_bench.Index);
        await File.WriteAllTextAsync(_bench.Index, lines[0] + "\n" + lines[1][..bytesLeft]);

        _bench.Reopen();
        await _bench.Outbox.ReconcileAsync(_bench.Store, CancellationToken.None);

        Assert.Equal(rows.Select(r => (r.Key, "accepted")), _bench.Lines);
    }

    [Fact]
    public async Task Reconcile_IndexIsGone_IsMadeFromTheLedger()
    {
        await FinishedAsync(3);
        _bench.Outbox.Dispose();
        var before = await File.ReadAllTextAsync(_bench.Index);
        File.Delete(_bench.Index);

        _bench.Reopen();
        await _bench.Outbox.ReconcileAsync(_bench.Store, CancellationToken.None);

        Assert.Equal(before, await File.ReadAllTextAsync(_bench.Index));
    }

    [Fact]
    public async Task Reconcile_NothingMissing_ChangesNothing()
    {
        await FinishedAsync(3);
        var before = await File.ReadAllTextAsync(_bench.Index);

        await _bench.Outbox.ReconcileAsync(_bench.Store, CancellationToken.None);
        await _bench.Outbox.ReconcileAsync(_bench.Store, CancellationToken.None);

        Assert.Equal(before, await File.ReadAllTextAsync(_bench.Index));
    }

    [Fact]
    public async Task Send_CrashBetweenFileAndResult_IsOneFileAndOneLine()
    {
        var row = _bench.Row("push", "note");
        await CommitAsync(row);
        var claimed = await ClaimAsync("push", OutboxBench.At);
        await _bench.SendAsync(claimed.Rows.Single().Row, claimed.Rows.Single().Try, "device");

        // The process dies here: the ledger knows of a try and of no result.
        _bench.Reopen();
        await _bench.Outbox.ReconcileAsync(_bench.Store, CancellationToken.None);
        var later = OutboxBench.At + Duration.FromMinutes(10);
        await _bench.Store.RecoverAsync("push", later, later, _bench.Lane("push").MayRepeat, CancellationToken.None);
        var again = (await ClaimAsync("push", later)).Rows.Single();
        var result = await _bench.SendAsync(again.Row, again.Try, "device");
        await _bench.Store.FinishAsync([new Delivered(again.Row, result)], later, CancellationToken.None);
        await _bench.Outbox.ReconcileAsync(_bench.Store, CancellationToken.None);

        Assert.Equal(2, again.Try);
        Assert.Single(_bench.Files);
        Assert.Equal([(row.Key, "accepted")], _bench.Lines);
    }

    [Fact]
    public async Task Follow_HeldBackAtTheGate_IsALine()
    {
        var row = _bench.Row("push", "note");
        await CommitAsync(row);
        await _bench.Store.ClaimAsync(
            "push", 10, OutboxBench.At, OutboxBench.At + Duration.FromMinutes(1), (_, _) => new HeldBack(OutcomeKind.Expired, "too late"), CancellationToken.None);

        await _bench.Outbox.FollowAsync([row.Key], _bench.Store, CancellationToken.None);
        await _bench.Outbox.FollowAsync([row.Key, row.Key], _bench.Store, CancellationToken.None);

        Assert.Equal([(row.Key, "expired")], _bench.Lines);
        Assert.Empty(_bench.Files);
    }

    [Fact]
    public async Task Reconcile_WhatIsUnderWay_IsNoLine()
    {
        await CommitAsync(_bench.Row("push", "note", 1), _bench.Row("push", "note", 2));
        await ClaimAsync("push", OutboxBench.At, 1);

        await _bench.Outbox.ReconcileAsync(_bench.Store, CancellationToken.None);

        Assert.Empty(_bench.Lines);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<ImmutableArray<OutboxRow>> FinishedAsync(int count)
    {
        var rows = Enumerable.Range(0, count).Select(i => _bench.Row("push", "note", i)).ToImmutableArray();
        await CommitAsync([.. rows]);
        foreach (var claimed in (await ClaimAsync("push", OutboxBench.At)).Rows)
        {
            var result = await _bench.SendAsync(claimed.Row, claimed.Try, "device");
            await _bench.Store.FinishAsync([new Delivered(claimed.Row, result)], OutboxBench.At, CancellationToken.None);
        }

        return rows;
    }

    private async Task CommitAsync(params ImmutableArray<OutboxRow> rows) =>
        await _bench.Store.CommitAsync(new Commit(OutboxBench.At) { Outbox = rows }, CancellationToken.None);

    private async Task<ClaimedBatch> ClaimAsync(string lane, Instant now, int most = 10) =>
        await _bench.Store.ClaimAsync(lane, most, now, now + Duration.FromMinutes(1), (_, _) => new Go(["device"]), CancellationToken.None);
}
