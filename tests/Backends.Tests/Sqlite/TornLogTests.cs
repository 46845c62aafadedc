using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Tests.Sqlite;

/// <summary>
/// The power fails: the file is there with a part of the log, or with rubbish behind it. Whatever was in the log when a
/// commit returned is there afterwards, whole, and nothing of what came later is half there.
/// </summary>
public sealed class TornLogTests : IDisposable
{
    private const int Commits = 12;

    private readonly TestFolder _folder = new();

    private string Copy => _folder.Database + ".copy";

    [Fact]
    public async Task Open_WithALogCutAnywhere_HasExactlyTheCommitsItHolds()
    {
        var (log, lengths) = await CommitAndWatchTheLog();
        var cuts = lengths.SelectMany(l => new[] { l - 1, l, l + 1, l + 30, l + 2_000 }).Where(c => c >= 0 && c <= log.Length);

        foreach (var cut in cuts)
        {
            Assert.Equal((cut, lengths.Count(l => l <= cut)), (cut, await CommitsIn(log[..(int)cut])));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4_000)]
    [InlineData(100_000)]
    public async Task Open_WithRubbishBehindTheLog_HasEveryCommit(int length)
    {
        var (log, _) = await CommitAndWatchTheLog();
        var rubbish = new byte[length];
        new Random(7).NextBytes(rubbish);

        Assert.Equal(Commits, await CommitsIn([.. log, .. rubbish]));
    }

    [Fact]
    public async Task Open_WithADamagedFrame_HasTheCommitsBeforeIt()
    {
        var (log, lengths) = await CommitAndWatchTheLog();
        log[lengths[6] + 100] ^= 1;

        Assert.Equal(7, await CommitsIn(log));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>How long the log was when each commit returned; the store stays open in the files, as a crash leaves it.</summary>
    private async Task<(byte[] Log, List<long> Lengths)> CommitAndWatchTheLog()
    {
        _folder.Open().Dispose();
        var lengths = new List<long>();
        using var store = _folder.Open();
        for (var i = 0; i < Commits; i++)
        {
            await store.CommitAsync(
                new Commit(StoppedClock.Noon)
                {
                    Documents = [.. Enumerable.Range(0, 3).Select(k => new DocumentWrite(new DocumentRow($"{i:00}-{k}", 0, 1, null, new byte[1_500]), 0))],
                    Tallies = [new(new(TallyKind.Customers, "", 0, ""), 3)],
                },
                CancellationToken.None);
            lengths.Add(new FileInfo(_folder.Log).Length);
        }

        File.Copy(_folder.Database, Copy);
        return (File.ReadAllBytes(_folder.Log), lengths);
    }

    private async Task<int> CommitsIn(byte[] log)
    {
        using var after = new TestFolder();
        File.Copy(Copy, after.Database);
        await File.WriteAllBytesAsync(after.Log, log);
        using var store = after.Open();
        var customers = await store.PageAsync(null, 1_000, CancellationToken.None);
        var counted = (await store.TalliesAsync(CancellationToken.None)).Sum(t => t.Value);
        Assert.Equal(customers.Count, counted);
        Assert.All(customers, c => Assert.Equal(1_500, c.Document.Length));
        return customers.Count / 3;
    }
}
