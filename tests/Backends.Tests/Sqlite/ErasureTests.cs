using System.Text;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Backends.Tests.Sqlite;

public sealed class ErasureTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Erase_WhileTheEngineRuns_NothingIsLeftInTheLog()
    {
        using var store = _folder.Open();
        var born = new DocumentRow("ada", 1, 1, null, Secret("document", 8_000));
        await store.CommitAsync(new Commit(StoppedClock.Noon) { Documents = [new(born, 0)] }, CancellationToken.None);
        Assert.Equal(["document-secret"], Found());

        var emptied = born with { Version = 2, Document = new byte[] { 1 } };
        await store.CommitAsync(new Commit(StoppedClock.Noon) { Documents = [new(emptied, 1)], Erased = ["ada"] }, CancellationToken.None);
        await store.Checkpointing;

        Assert.Empty(Found());
    }

    [Fact]
    public async Task WipeLog_AfterACrash_NothingIsLeftWithTheFirstWrite()
    {
        using var crashed = new TestFolder();
        using (var store = crashed.Open())
        {
            var born = new DocumentRow("ada", 1, 1, null, Secret("document", 8_000));
            await store.CommitAsync(new Commit(StoppedClock.Noon) { Documents = [new(born, 0)] }, CancellationToken.None);
            await store.CommitAsync(new Commit(StoppedClock.Noon) { Documents = [new(born with { Version = 2, Document = new byte[] { 1 } }, 1)] }, CancellationToken.None);
            File.Copy(crashed.Database, _folder.Database);
            File.Copy(crashed.Log, _folder.Log);
        }

        using var again = _folder.Open();
        Assert.Equal(["document-secret"], Found());
        again.WipeLog();
        await again.CommitAsync(new Commit(StoppedClock.Noon), CancellationToken.None);
        await again.Checkpointing;

        Assert.Empty(Found());
    }

    [Fact]
    public async Task Erase_AfterACleanEnd_NothingIsLeftInTheFile()
    {
        var happened = new CustomerEvent("shop", "e1", "ordered", StoppedClock.Noon, StoppedClock.Noon, RecordValue.Of(("note", new TextValue("journal-secret"))));
        var entry = new EventApplied(StoppedClock.Noon, "shop", "e1", "ordered", EventFate.Applied, StoppedClock.Noon);
        var commit = new Commit(StoppedClock.Noon)
        {
            Documents = [new(new DocumentRow("ada", 1, 1, null, Secret("document", 8_000)), 0)],
            Outbox = [new OutboxRow("k1", "ada", "email", "marketing", StoppedClock.Noon, null, "r", Secret("outbox", 8_000))],
            Journal = [new JournalRow(0, "ada", 1, entry, null, happened) { Personal = ["note"] }],
            Parked = [new ParkedRow(0, "ada", StoppedClock.Noon, "bug", Secret("parked", 10))],
        };
        using (var store = _folder.Open())
        {
            await store.CommitAsync(commit, CancellationToken.None);
        }

        Assert.Equal(["document-secret", "outbox-secret", "parked-secret"], Found());
        using (var store = _folder.Open())
        {
            await store.CommitAsync(
                new Commit(StoppedClock.Noon) { Documents = [new(new DocumentRow("ada", 1, 2, null, new byte[] { 1 }), 1)], Erased = ["ada"] },
                CancellationToken.None);
        }

        Assert.Empty(Found());
    }

    private static byte[] Secret(string where, int length) => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(where + "-secret ", (length / 16) + 1)));

    private string[] Found()
    {
        var bytes = Directory.GetFiles(_folder.Path).Select(f => Encoding.Latin1.GetString(File.ReadAllBytes(f)));
        return new[] { "document-secret", "journal-secret", "outbox-secret", "parked-secret" }.Where(s => bytes.Any(b => b.Contains(s, StringComparison.Ordinal))).ToArray();
    }

    public void Dispose() => _folder.Dispose();
}
