using NodaTime;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>Orders of ten thousand customers, applied as fast as the engine takes them, against the bare writing of the same rows.</summary>
internal static class EventsBenchmark
{
    private const int Most = 10_000;
    private const int PerCustomer = 3;

    public static async Task<Measured> RunAsync(BenchSettings settings)
    {
        var customers = Math.Min(Most, settings.Customers);
        var events = customers * PerCustomer;
        var (rates, limits) = (new List<double>(), new List<double>());
        var (allocated, queries, commits, rows) = (0.0, 0.0, 0, 0.0);
        for (var run = 0; run < settings.Runs; run++)
        {
            using var folder = new TemporaryFolder();
            var shop = EngineShop.At(settings.Now);
            var there = Enumerable.Range(0, customers).Select(shop.Waiting).ToList();
            await Population.WriteAsync(folder.Path, there, settings.Io.Time);
            await using var engine = new RunningEngine(folder.Path, shop, settings.Io.Time, keepsCommits: true);
            await engine.ApplyAsync(Orders(0, 1, engine.Now));
            var before = (Bytes: GC.GetTotalAllocatedBytes(), engine.Metered.Queries, engine.Metered.Commits);
            var start = settings.Io.Time.GetTimestamp();
            await engine.ApplyAsync(Orders(1, events, engine.Now, customers));
            rates.Add(events / settings.Io.Time.GetElapsedTime(start).TotalSeconds);
            allocated = (GC.GetTotalAllocatedBytes() - before.Bytes) / (double)events;
            commits = engine.Metered.Commits - before.Commits;
            queries = (engine.Metered.Queries - before.Queries) / (double)commits;
            rows = engine.Metered.Kept.Sum(c => c.Documents.Length + c.Outbox.Length + c.Journal.Length) / (double)(events + 1);
            limits.Add(events / BareUpserts.Write(folder.Path, there, engine.Metered.Kept, settings.Io.Time).TotalSeconds);
        }

        return new(
        [
            Figure.Against($"events applied, {customers:N0} customers", rates, "events/s", limits, floor: 0.15, goal: 0.5),
            Figure.Plain("allocated an event", allocated / 1024, "KiB"),
            Figure.Plain("events a commit", events / (double)commits, "events"),
            Figure.Plain("rows an event", rows, "rows"),
            Figure.Plain("queries a commit", queries, "queries"),
        ]);
    }

    private static IEnumerable<(string Customer, Input Input)> Orders(int from, int count, Instant at, int customers = 1) =>
        Enumerable.Range(from, count).Select(i => (EngineShop.Key((int)(i * 7_919L % customers)), (Input)new Events([EngineShop.Order(i, at)])));
}
