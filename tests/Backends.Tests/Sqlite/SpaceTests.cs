using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Backends.Tests.Sqlite;

public sealed class SpaceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Dispose_OfTheLastOne_LeavesOneFileThatHoldsAll()
    {
        using (var store = _folder.Open())
        {
            await store.CommitAsync(Outbox(10), CancellationToken.None);
            await store.BacklogAsync(CancellationToken.None);
        }

        Assert.Equal([_folder.Database], Directory.GetFiles(_folder.Path));
        using var again = _folder.Open();
        Assert.Equal(10, (await again.BacklogAsync(CancellationToken.None)).Unsent);
    }

    [Fact]
    public async Task Sweep_WhatItDeletes_IsGivenBackToTheDisk()
    {
        using (var store = _folder.Open())
        {
            var reason = new string('x', 1_000);
            var rows = Enumerable.Range(1, 3_000).Select(i => new JournalRow(0, "ada", i, new Incident(StoppedClock.Noon, null, reason, null), null, null));
            await store.CommitAsync(new Commit(StoppedClock.Noon) { Journal = [.. rows] }, CancellationToken.None);
        }

        var before = new FileInfo(_folder.Database).Length;
        using (var store = _folder.Open())
        {
            await store.SweepAsync(new Retention(new Dictionary<string, Duration>(), Duration.FromDays(30)), StoppedClock.Noon + Duration.FromDays(31), CancellationToken.None);
        }

        Assert.InRange(new FileInfo(_folder.Database).Length, 1, before / 10);
    }

    public void Dispose() => _folder.Dispose();

    private static Commit Outbox(int rows) => new(StoppedClock.Noon)
    {
        Outbox = [.. Enumerable.Range(0, rows).Select(i => new OutboxRow($"k{i:0000}", "ada", "email", "marketing", StoppedClock.Noon, null, "r", new byte[8_000]))],
    };
}
