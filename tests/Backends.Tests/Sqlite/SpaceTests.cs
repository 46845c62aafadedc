using NodaTime;
using Personalization.Journeys.Backends.Sqlite;
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
    public async Task Commit_ManyPages_AreCopiedOutOfTheLogMeanwhile()
    {
        using var store = _folder.Open();
        await store.CommitAsync(Outbox(2_500), CancellationToken.None);
        await store.Checkpointing;

        Assert.True(new FileInfo(_folder.Database).Length > 2_500 * 8_000);
    }

    [Fact]
    public async Task Backup_OfAnOpenStore_IsAStore()
    {
        using var store = _folder.Open();
        await store.CommitAsync(Outbox(10), CancellationToken.None);
        using var restored = new TestFolder();

        using (var tool = Connection.Open(_folder.Database, Duration.Zero, mayCreate: false))
        {
            tool.Script($"vacuum into '{restored.Database}'");
        }

        using var again = restored.Open();
        await again.CommitAsync(new Commit(StoppedClock.Noon) { Erased = ["ada"] }, CancellationToken.None);
        Assert.True(File.Exists(restored.Log));
        Assert.Equal((0, 10), ((await again.BacklogAsync(CancellationToken.None)).Unsent, (await store.BacklogAsync(CancellationToken.None)).Unsent));
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
