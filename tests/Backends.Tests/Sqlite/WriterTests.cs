using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Tests.Sqlite;

/// <summary>Writes that wait for one another go in one transaction; each is whole or not there for its own reason only.</summary>
public sealed class WriterTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly SqliteStore _store;

    public WriterTests()
    {
        _store = _folder.Open();
    }

    [Fact]
    public async Task Writes_ThatWait_FailAlone()
    {
        await Together(
            () => Commit("ada", 0),
            () => Refused(StoreFault.Stale, () => Commit("bea", 7)),
            () => Commit("cid", 0),
            () => Refused(StoreFault.Stale, () => Commit("ada", 0)),
            () => Commit("ada", 1));

        Assert.Equal([("ada", 2), ("cid", 1)], await Customers());
    }

    [Fact]
    public async Task Writes_TheFirstFails_TheOthersAreTaken()
    {
        await Together(() => Refused(StoreFault.Stale, () => Commit("bea", 7)), () => Commit("ada", 0), () => Commit("cid", 0));

        Assert.Equal([("ada", 1), ("cid", 1)], await Customers());
    }

    [Fact]
    public async Task Writes_OneTooLargeForTheDisk_NoneIsSaidToBeThereThatIsNot()
    {
        await Commit("zed", 0);
        var pages = _store.Writer.Number("pragma page_count");
        var ended = new List<string>();
        async Task Note(string customer, int length)
        {
            try
            {
                await Commit(customer, 0, length);
                ended.Add(customer);
            }
            catch (StoreException e)
            {
                Assert.Equal(StoreFault.Full, e.Fault);
            }
        }

        _store.Writer.Script($"pragma max_page_count = {pages + 10}");
        await Together(() => Note("ada", 100), () => Note("big", 1_000_000), () => Note("cid", 100));
        await Note("dan", 100);

        Assert.Contains("dan", ended);
        Assert.Equal([.. ended.Append("zed").Order(StringComparer.Ordinal)], (await Customers()).Select(c => c.Customer));
    }

    [Fact]
    public async Task Writes_OfManyAtOnce_AreAllThere()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => Commit($"{i:000}", 0))));

        Assert.Equal(500, (await Customers()).Count);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    /// <summary>A gate that waits keeps the writer busy until all of these have come.</summary>
    private async Task Together(params Func<Task>[] writes)
    {
        await _store.CommitAsync(
            new Commit(StoppedClock.Noon) { Outbox = [new OutboxRow("k1", "gate", "email", null, StoppedClock.Noon, null, "r", new byte[1])] }, CancellationToken.None);
        using var open = new ManualResetEventSlim();
        var busy = new TaskCompletionSource();
        var first = Task.Run(async () => await _store.ClaimAsync(
            "email",
            1,
            StoppedClock.Noon,
            StoppedClock.Noon,
            (_, _) =>
            {
                busy.SetResult();
                open.Wait();
                return new Go([]);
            },
            CancellationToken.None));
        await busy.Task;
        var waiting = writes.Select(w => w()).ToList();
        open.Set();
        await Task.WhenAll([first, .. waiting]);
    }

    private async Task Commit(string customer, long over, int length = 100) => await _store.CommitAsync(
        new Commit(StoppedClock.Noon) { Documents = [new(new DocumentRow(customer, 0, over + 1, null, new byte[length]), over)] }, CancellationToken.None);

    private static async Task Refused(StoreFault fault, Func<Task> write) =>
        Assert.Equal(fault, (await Assert.ThrowsAsync<StoreException>(write)).Fault);

    private async Task<IReadOnlyList<(string Customer, long Version)>> Customers() =>
        [.. (await _store.PageAsync(null, 1_000, CancellationToken.None)).Select(d => (d.Customer, d.Version))];
}
