using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>Many customers whose waits all end at one instant, while orders of others keep coming.</summary>
internal static class TimersBenchmark
{
    private const int Few = 2_000;
    private static readonly TimeSpan _betweenOrders = TimeSpan.FromMilliseconds(10);

    public static async Task<Measured> RunAsync(BenchSettings settings)
    {
        var few = await DrainAsync(settings, Math.Min(Few, settings.Customers));
        var many = await DrainAsync(settings, settings.Customers);
        return new(
        [
            Figure.Plain($"{few.Timers:N0} timers due at once", few.Timers / few.Took.TotalSeconds, "timers/s"),
            Figure.Plain($"all {many.Timers:N0} timers due at once", many.Took.TotalSeconds, "s", 75, 30),
            Figure.Plain("99 of 100 fresh events durable meanwhile", many.Fresh.TotalMilliseconds, "ms", null, 500),
        ]);
    }

    private static async Task<Drained> DrainAsync(BenchSettings settings, int customers)
    {
        using var folder = new TemporaryFolder();
        var time = settings.Io.Time;
        var shop = EngineShop.At(settings.Now);
        await Population.WriteAsync(folder.Path, Enumerable.Range(0, customers).Select(shop.Due), time);
        await using var engine = new RunningEngine(folder.Path, shop, time);
        var drained = new TaskCompletionSource();
        var (fired, fresh) = (0, new List<TimeSpan>());
        using var watching = engine.Loop.Watch(committed =>
        {
            fired += committed.Journal.Count(j => j.Entry is WayTaken);
            if (fired >= customers)
            {
                drained.TrySetResult();
            }
        });
        var start = time.GetTimestamp();
        for (var number = 0; !drained.Task.IsCompleted; number++)
        {
            var sent = time.GetTimestamp();
            await engine.ApplyAsync([(EngineShop.Key(customers + number), new Events([EngineShop.Order(number, engine.Now)]))]);
            fresh.Add(time.GetElapsedTime(sent));
            await Task.WhenAny(drained.Task, Task.Delay(_betweenOrders, time));
        }

        var took = time.GetElapsedTime(start);
        if (fired != customers || (await engine.Store.DueAsync(engine.Now, 1, CancellationToken.None)).Count > 0)
        {
            throw new InvalidOperationException($"{fired} timers fired of {customers}");
        }

        fresh.Sort();
        return new Drained(customers, took, fresh[fresh.Count * 99 / 100]);
    }

    private sealed record Drained(int Timers, TimeSpan Took, TimeSpan Fresh);
}
