using NodaTime;
using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Cli.Reports;
using Personalization.Journeys.Cli.Tests.Support;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Tests.Acceptance;

/// <summary>
/// The shop's orders through the embedded engine on a virtual clock give the files of a backtest, byte for byte, though
/// they are told from the rows of a SQLite journal.
/// </summary>
public sealed class EmbeddedYearTests(ShopYear year) : IClassFixture<ShopYear>, IDisposable
{
    private static readonly Instant _endOfTheYear = Instant.FromUtc(2010, 12, 10, 0, 0);
    private static readonly Instant _end = Instant.FromUtc(2010, 2, 10, 0, 0);

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Demo_ThroughTheEmbeddedEngine_WritesTheFilesOfABacktest()
    {
        var answer = await _shell.RunAsync("demo", "--no-serve", "--out", "demo");

        Assert.Equal(0, answer.Code);
        AssertSameFiles(year.Replay(_endOfTheYear), _shell.At("demo"));
        using var store = SqliteStore.Open(_shell.At("demo/data"), TimeProvider.System);
        Assert.Empty(await store.OutboxAsync(0, 1, OutboxStatus.Open, null, default));
        Assert.Empty(await store.OutboxAsync(0, 1, OutboxStatus.Trying, null, default));
        Assert.Empty(await store.InboxAsync(0, 1, default));
        Assert.Empty(await store.ParkedAsync(0, 1, default));
    }

    [Fact]
    public async Task Replay_ClosedAndOpenedAgainInTheMiddle_WritesTheSameFiles()
    {
        var request = year.Request(_end);
        var data = _shell.At("data");
        foreach (var until in new[] { Instant.FromUtc(2009, 12, 15, 0, 0), Instant.FromUtc(2010, 1, 18, 10, 30), _end })
        {
            using var store = SqliteStore.OpenToFill(data, TimeProvider.System);
            await new VirtualRun(request, store, store, store, new EngineOptions()).RunAsync(until, default);
        }

        using var filled = SqliteStore.Open(data, TimeProvider.System);
        var result = await StoredHistory.ReadAsync(request, filled, filled, default);

        Write(result, _shell.At("told"));
        AssertSameFiles(year.Replay(_end), _shell.At("told"));
    }

    private void AssertSameFiles(BacktestResult expected, string folder)
    {
        var wanted = _shell.At("expected");
        Write(expected, wanted);
        Assert.All(["messages.jsonl", "journeys.jsonl"], file => Assert.Equal(File.ReadAllBytes(Path.Combine(wanted, file)), File.ReadAllBytes(Path.Combine(folder, file))));
        Assert.NotEmpty(expected.Messages);
    }

    private static void Write(BacktestResult result, string folder)
    {
        Directory.CreateDirectory(folder);
        BacktestFiles.WriteMessages(Path.Combine(folder, "messages.jsonl"), result, null);
        BacktestFiles.WriteRuns(Path.Combine(folder, "journeys.jsonl"), result, null);
    }
}
