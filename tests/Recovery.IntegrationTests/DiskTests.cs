using NodaTime;
using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Recovery.IntegrationTests;

/// <summary>A device that is really full, and one that is really read-only.</summary>
public sealed class DiskTests
{
    private static readonly Instant _noon = Instant.FromUtc(2025, 3, 3, 12, 0);

    [Fact]
    public async Task Commit_OnAFullDisk_LosesNothingAndGoesOnWhenThereIsSpace()
    {
        using var disk = new SmallDisk(megabytes: 4);
        var filler = Path.Combine(disk.Path, "filler");
        File.WriteAllBytes(filler, new byte[2 * 1024 * 1024]);
        var committed = 0;
        using (var store = SqliteStore.Open(disk.Path, TimeProvider.System))
        {
            var full = await Assert.ThrowsAsync<StoreException>(async () =>
            {
                for (; ; committed++)
                {
                    await Commit(store, committed);
                }
            });
            Assert.Equal(StoreFault.Full, full.Fault);
            Assert.InRange(committed, 10, 2_000);
            Assert.Equal(committed, await Count(store));
            Assert.Equal(StoreFault.Full, (await Assert.ThrowsAsync<StoreException>(() => Commit(store, committed))).Fault);

            File.Delete(filler);
            for (var more = 0; more < 10; more++)
            {
                await Commit(store, committed++);
            }

            Assert.Equal(committed, await Count(store));
        }

        using var again = SqliteStore.Open(disk.Path, TimeProvider.System);
        Assert.Equal(committed, await Count(again));
    }

    [Fact]
    public void Open_OnAFullDisk_SaysSo()
    {
        using var disk = new SmallDisk(megabytes: 1);
        File.WriteAllBytes(Path.Combine(disk.Path, "filler"), new byte[1024 * 1024]);

        var refused = Assert.Throws<StoreException>(() => SqliteStore.Open(disk.Path, TimeProvider.System));

        Assert.Equal(StoreFault.Full, refused.Fault);
        Assert.Contains("no space left", refused.Message, StringComparison.Ordinal);
        Assert.Equal(StoreFault.Failed, Assert.Throws<StoreException>(() => EngineLock.Take(disk.Path)).Fault);
    }

    [Fact]
    public async Task ReadOnlyDisk_IsRefusedAndTakenWhenItCanBeWritten()
    {
        using var disk = new SmallDisk(megabytes: 4);
        using (var store = SqliteStore.Open(disk.Path, TimeProvider.System))
        {
            await Commit(store, 0);
        }

        disk.Remount("ro");
        var refused = Assert.Throws<StoreException>(() => SqliteStore.Open(disk.Path, TimeProvider.System));
        Assert.Equal(StoreFault.Failed, refused.Fault);
        Assert.Contains("write", refused.Message, StringComparison.Ordinal);
        Assert.Equal(StoreFault.Failed, Assert.Throws<StoreException>(() => EngineLock.Take(disk.Path)).Fault);

        disk.Remount("rw");
        using var again = SqliteStore.Open(disk.Path, TimeProvider.System);
        await Commit(again, 1);
        Assert.Equal(2, await Count(again));
    }

    private static async Task Commit(SqliteStore store, int number) => await store.CommitAsync(
        new Commit(_noon) { Documents = [new(new DocumentRow($"customer{number:0000}", 0, 1, null, new byte[3_000]), 0)] }, CancellationToken.None);

    private static async Task<int> Count(SqliteStore store) => (await store.CustomersAsync("", null, 10_000, CancellationToken.None)).Count;
}
