using System.Collections.Concurrent;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>
/// From an order to its receipt in the hands of the channel: committed, claimed behind the last gate, handed over. First as
/// fast as it goes, then at half of that with orders that come evenly; an order counts from when it should have come.
/// </summary>
internal static class LatencyBenchmark
{
    private const int Most = 20_000;
    private const int BareCommits = 500;
    private const double Share = 0.5;
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _measured = TimeSpan.FromSeconds(8);

    public static async Task<Measured> RunAsync(BenchSettings settings)
    {
        var customers = Math.Min(Most, settings.Customers);
        var time = settings.Io.Time;
        using var folder = new TemporaryFolder();
        var shop = EngineShop.At(settings.Now);
        await Population.WriteAsync(folder.Path, Enumerable.Range(0, customers).Select(shop.Waiting), time);
        await using var engine = new RunningEngine(folder.Path, shop, time);
        var channel = new Receiver(time);
        using var stop = new CancellationTokenSource();
        var relay = new Relay(engine.Store, [channel], engine.Loop, shop.Releases, time);
        var relaying = relay.RunAsync(stop.Token);

        var start = time.GetTimestamp();
        await engine.ApplyAsync(Enumerable.Range(0, customers).Select(i => Order(engine, i, customers)));
        await channel.HasAsync(customers);
        var most = customers / time.GetElapsedTime(start).TotalSeconds;
        await SettleAsync(engine, time);

        var waits = await EvenlyAsync(engine, channel, time, customers, most * Share);
        await SettleAsync(engine, time);
        await stop.CancelAsync();
        await relaying;
        var bare = BareUpserts.Commits(folder.Path, BareCommits, time);
        return new(
        [
            Figure.Plain("events through to the channel", most, "events/s"),
            Figure.Plain("99 of 100 events handed over, at half of that", Of(waits, 0.99), "ms", 50, 10),
            Figure.Plain("half of the events handed over, at half of that", Of(waits, 0.5), "ms"),
            Figure.Plain("99 of 100 commits of one row, without an engine", Of(bare, 0.99), "ms"),
            Figure.Plain("half of the commits of one row, without an engine", Of(bare, 0.5), "ms"),
        ]);
    }

    private static async Task<List<double>> EvenlyAsync(RunningEngine engine, Receiver channel, TimeProvider time, int customers, double rate)
    {
        var planned = new List<(string Order, TimeSpan At)>();
        var (start, end, before) = (time.GetTimestamp(), _warmUp + _measured, channel.Count);
        var answers = new List<Task>();
        while (time.GetElapsedTime(start) is var now && now < end)
        {
            while (planned.Count < now.TotalSeconds * rate)
            {
                var number = customers + planned.Count;
                var (customer, input) = Order(engine, number, customers);
                planned.Add((EngineShop.OrderId(number), TimeSpan.FromSeconds(planned.Count / rate)));
                answers.Add(engine.Loop.SubmitAsync(customer, input, CancellationToken.None));
            }

            await Task.Delay(_tick, time);
        }

        await Task.WhenAll(answers);
        await channel.HasAsync(before + planned.Count);
        return [.. planned.Where(p => p.At >= _warmUp).Select(p => (channel.At(p.Order, start) - p.At).TotalMilliseconds).Order()];
    }

    /// <summary>Until every result was decided.</summary>
    private static async Task SettleAsync(RunningEngine engine, TimeProvider time)
    {
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), time);
        }
        while ((await engine.Store.InboxAsync(0, 1, CancellationToken.None)).Count > 0);
    }

    private static (string Customer, Input Input) Order(RunningEngine engine, int number, int customers) =>
        (EngineShop.Key((int)(number * 7_919L % customers)), new Events([EngineShop.Order(number, engine.Now)]));

    private static double Of(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    /// <summary>A channel that takes everything at once, and remembers when.</summary>
    private sealed class Receiver(TimeProvider time) : IChannel
    {
        private readonly ConcurrentDictionary<string, long> _received = new(StringComparer.Ordinal);
        private readonly Lock _lock = new();
        private (int Count, TaskCompletionSource Reached) _awaited = (int.MaxValue, new());

        public string Lane => "email";

        public bool MayRepeat => true;

        public int Concurrency => 64;

        public Duration TimeLimit => Duration.FromSeconds(30);

        public int Count { get; private set; }

        public TimeSpan At(string order, long start) => time.GetElapsedTime(start, _received[order]);

        public Task<DeliveryResult> SendAsync(Claimed claimed, CancellationToken cancellation)
        {
            var now = time.GetTimestamp();
            _received[EngineShop.OrderOf(claimed.Row)] = now;
            lock (_lock)
            {
                if (++Count >= _awaited.Count)
                {
                    _awaited.Reached.TrySetResult();
                }
            }

            return Task.FromResult(DeliveryResult.Accepted);
        }

        public Task HasAsync(int count)
        {
            lock (_lock)
            {
                _awaited = (count, new(TaskCreationOptions.RunContinuationsAsynchronously));
                return Count >= count ? Task.CompletedTask : _awaited.Reached.Task;
            }
        }
    }
}
