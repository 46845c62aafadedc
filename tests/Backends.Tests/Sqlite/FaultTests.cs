using System.Globalization;
using System.Text;
using NodaTime;
using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Tests.Sqlite;

/// <summary>What one process can meet: each is told in a sentence, and when the cause is gone the same store goes on.</summary>
public sealed class FaultTests : IDisposable
{
    private static readonly Duration _impatient = Duration.FromMilliseconds(20);

    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Commit_WithoutSpace_IsFullAndGoesOnWhenThereIsSome()
    {
        using var store = _folder.Open();
        await Commit(store, "ada", 1);
        store.Writer.Script("pragma max_page_count = 1");

        var full = await Assert.ThrowsAsync<StoreException>(() => Commit(store, "nia", 1, 100_000));
        var again = await Assert.ThrowsAsync<StoreException>(() => Commit(store, "nia", 1, 100_000));

        Assert.Equal((StoreFault.Full, StoreFault.Full), (full.Fault, again.Fault));
        Assert.Equal($"there is no space left for `{_folder.Database}`; free some, the engine goes on by itself", full.Message);
        Assert.Equal(["ada"], await Customers(store));
        store.Writer.Script("pragma max_page_count = 100000");
        await Commit(store, "nia", 1, 100_000);
        Assert.Equal(["ada", "nia"], await Customers(store));
    }

    [Fact]
    public async Task Commit_WhileAnotherHoldsTheFile_IsLockedAfterItsPatience()
    {
        using var store = SqliteStore.Open(_folder.Path, new StoppedClock(), _impatient);
        using var other = Connection.Open(_folder.Database, _impatient, mayCreate: false);
        other.Script("begin immediate");

        var locked = await Assert.ThrowsAsync<StoreException>(() => Commit(store, "ada", 1));

        Assert.Equal(StoreFault.Locked, locked.Fault);
        Assert.Contains("another process has held", locked.Message, StringComparison.Ordinal);
        Assert.Empty(await Customers(store));
        other.Script("rollback");
        await Commit(store, "ada", 1);
        Assert.Equal(["ada"], await Customers(store));
    }

    [Fact]
    public async Task Commit_WhenTheFolderIsGone_SaysSoAndGoesOnWhenItIsBack()
    {
        using var store = _folder.Open();
        await Commit(store, "ada", 1);
        var elsewhere = _folder.Path + "-moved";
        Directory.Move(_folder.Path, elsewhere);

        var gone = await Assert.ThrowsAsync<StoreException>(() => Commit(store, "nia", 1));

        Assert.Equal((StoreFault.Failed, $"`{_folder.Database}` is gone; put it back, or stop the engine"), (gone.Fault, gone.Message));
        Directory.Move(elsewhere, _folder.Path);
        await Commit(store, "nia", 1);
        Assert.Equal(["ada", "nia"], await Customers(store));
    }

    [Fact]
    public void Open_WhereAFileStands_SaysSo()
    {
        var file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "");

        var refused = Assert.Throws<StoreException>(() => SqliteStore.Open(Path.Combine(file, "data"), new StoppedClock()));

        Assert.Equal(StoreFault.Failed, refused.Fault);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AFileThatIsADirectory_SaysSo()
    {
        Directory.CreateDirectory(_folder.Database);

        var refused = Assert.Throws<StoreException>(() => _folder.Open());

        Assert.Equal(StoreFault.Failed, refused.Fault);
        Assert.Contains("can not be opened", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public async Task Open_WithABrokenHeader_IsCorrupt(int at)
    {
        using (var store = _folder.Open())
        {
            await Commit(store, "ada", 1);
        }

        using (var file = File.OpenWrite(_folder.Database))
        {
            file.Position = at;
            file.Write(Encoding.ASCII.GetBytes("this is no page of a database any more"));
        }

        var refused = Assert.Throws<StoreException>(() => _folder.Open());

        Assert.Equal(StoreFault.Corrupt, refused.Fault);
        Assert.Contains("put the last backup in its place", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_FromABrokenPage_IsCorruptAndNothingElse()
    {
        using (var store = _folder.Open())
        {
            for (var i = 0; i < 50; i++)
            {
                await Commit(store, "customer" + i, 1, 3_000);
            }
        }

        var bytes = File.ReadAllBytes(_folder.Database);
        bytes.AsSpan(bytes.Length / 2).Fill(0xff);
        File.WriteAllBytes(_folder.Database, bytes);
        using var broken = _folder.Open();

        var corrupt = await Assert.ThrowsAsync<StoreException>(async () => await broken.PageAsync(null, 100, CancellationToken.None));

        Assert.Equal(StoreFault.Corrupt, corrupt.Fault);
    }

    [Fact]
    public void Open_TablesOfANewerProgram_IsRefused()
    {
        _folder.Open().Dispose();
        using (var other = Connection.Open(_folder.Database, _impatient, mayCreate: false))
        {
            other.Script("pragma user_version = 1000");
        }

        var refused = Assert.Throws<StoreException>(() => _folder.Open());

        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"`{_folder.Database}` was written by a newer version of this program (tables 1000, this one knows {Schema.Newest}); use that version, or a folder of its own"),
            refused.Message);
    }

    [Fact]
    public async Task Open_AnotherProcess_SeesAndWritesTheSame()
    {
        using var engine = _folder.Open();
        using var tool = _folder.Open();
        await Commit(engine, "ada", 1);

        Assert.Equal(["ada"], await Customers(tool));
        await tool.AddToInboxAsync([new(0, "ada", new byte[] { 1 })], CancellationToken.None);
        Assert.Single(await engine.InboxAsync(0, 10, CancellationToken.None));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task Commit(SqliteStore store, string customer, long version, int length = 100) => await store.CommitAsync(
        new Commit(StoppedClock.Noon) { Documents = [new(new DocumentRow(customer, 0, version, null, new byte[length]), version - 1)] }, CancellationToken.None);

    private static async Task<IReadOnlyList<string>> Customers(SqliteStore store) => await store.CustomersAsync("", null, 100, CancellationToken.None);
}
