using System.Threading.Channels;
using Personalization.Journeys.Recovery.IntegrationTests.Processes;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Recovery.IntegrationTests.Kills;

/// <summary>The whole shop once, from first basket to last parcel, with `kill -9` at seeded moments in between.</summary>
internal static class KillRun
{
    /// <summary>After the count of answers that a kill waits for, it strikes within this time: in the middle of something else each time.</summary>
    private static readonly TimeSpan _within = TimeSpan.FromMilliseconds(400);

    public static async Task<Aftermath> RunAsync(string folder, int seed, int kills, int customers, int basketsEach, CancellationToken cancellation)
    {
        await using var parcels = await ParcelService.StartAsync();
        var workspace = Path.Combine(folder, "workspace");
        var data = Path.Combine(folder, "data");
        WriteWorkspace(workspace, parcels.Url);
        await using var engine = new EngineProcess(workspace, data);
        await engine.StartAsync();

        var answers = Channel.CreateUnbounded<int>();
        var shoppers = new Shoppers(engine, Path.Combine(data, "outbox"), customers, basketsEach) { OnAcknowledged = n => answers.Writer.TryWrite(n) };
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var shopping = shoppers.ShopAsync(failing.Token);
        var killing = KillAsync(engine, Moments(seed, kills, shoppers.Events), answers.Reader, failing.Token);
        await FirstFailureAsync(shopping, killing, failing);
        Assert.Equal(0, await engine.StopAsync());
        return await Aftermath.ReadAsync(data, shoppers.Acknowledged, parcels);
    }

    private static async Task KillAsync(EngineProcess engine, IReadOnlyList<(int Answers, TimeSpan Later)> moments, ChannelReader<int> answers, CancellationToken cancellation)
    {
        foreach (var (count, later) in moments)
        {
            while (await answers.ReadAsync(cancellation) < count)
            {
            }

            await Task.Delay(later, cancellation);
            await engine.KillAsync();
            await engine.StartAsync();
        }
    }

    /// <summary>One in each equal part of the run, at a place in it that the seed chooses.</summary>
    private static List<(int Answers, TimeSpan Later)> Moments(int seed, int kills, int events)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, kills).Select(k => (
            1 + (int)((k + random.NextDouble()) * (events - 1) / kills),
            random.NextDouble() * _within))];
    }

    internal static void WriteWorkspace(string folder, Uri parcels)
    {
        Directory.CreateDirectory(folder);
        foreach (var source in Samples.In("crash"))
        {
            File.WriteAllText(Path.Combine(folder, source.Path), source.Text.Replace("http://127.0.0.1:9/", parcels.ToString(), StringComparison.Ordinal));
        }
    }

    private static async Task FirstFailureAsync(Task shopping, Task killing, CancellationTokenSource failing)
    {
        var first = await Task.WhenAny(shopping, killing);
        if (!first.IsCompletedSuccessfully)
        {
            await failing.CancelAsync();
        }

        await first;
        await Task.WhenAll(shopping, killing);
    }
}
