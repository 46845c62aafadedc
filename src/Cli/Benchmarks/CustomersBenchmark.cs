using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>
/// What many waiting customers cost, against few. Each engine is a process of its own, so that what filling the file took
/// is not in its memory.
/// </summary>
internal static class CustomersBenchmark
{
    private const int Few = 1_000;
    private const int Events = 20_000;

    public static async Task<Measured> RunAsync(BenchSettings settings)
    {
        var few = await MeasureAsync(settings, Few);
        var many = await MeasureAsync(settings, settings.Customers);
        var with = $"with {settings.Customers:N0} waiting, against {Few:N0}";
        return new(
        [
            Figure.Against($"start-up {with}", [many.StartUp], "s", [few.StartUp], 2, 1.1),
            Figure.Against($"resident memory {with}", [many.Memory], "MiB", [few.Memory], 1.5, 1.1),
            Figure.Against($"events of 1,000 customers {with}", [many.OfFew], "events/s", [few.OfFew], 0.8, 0.95),
            Figure.Against($"events of anybody {with}", [many.OfAll], "events/s", [few.OfAll], 0.8, 0.95),
            Figure.Plain(
                "on disk a waiting customer",
                settings.Customers > Few ? (many.Bytes - few.Bytes) / (double)(settings.Customers - Few) : many.Bytes / (double)Few,
                "bytes",
                2_048,
                1_024),
        ]);
    }

    /// <summary>In a process of its own: starts the engine over a filled file, feeds it, and says what it took.</summary>
    public static async Task ProbeAsync(BenchSettings settings, string folder)
    {
        var shop = EngineShop.At(settings.Now);
        await using var engine = new RunningEngine(folder, shop, settings.Io.Time);
        await engine.ApplyAsync(Orders(engine, 0, 1, settings.Customers, 1));
        using var process = Process.GetCurrentProcess();
        var startUp = settings.Io.Time.GetLocalNow() - process.StartTime;
        await engine.ApplyAsync(Orders(engine, Events, Events, settings.Customers, Few));
        var start = settings.Io.Time.GetTimestamp();
        await engine.ApplyAsync(Orders(engine, 2 * Events, Events, settings.Customers, Few));
        var ofFew = settings.Io.Time.GetElapsedTime(start);
        GC.Collect();
        process.Refresh();
        var memory = process.WorkingSet64;
        start = settings.Io.Time.GetTimestamp();
        await engine.ApplyAsync(Orders(engine, 3 * Events, Events, settings.Customers, settings.Customers));
        var ofAll = settings.Io.Time.GetElapsedTime(start);
        settings.Io.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"[{startUp.TotalSeconds},{memory / 1024.0 / 1024.0},{Events / ofFew.TotalSeconds},{Events / ofAll.TotalSeconds}]"));
    }

    private static async Task<Probed> MeasureAsync(BenchSettings settings, int customers)
    {
        using var folder = new TemporaryFolder();
        var shop = EngineShop.At(settings.Now);
        await Population.WriteAsync(folder.Path, Enumerable.Range(0, customers).Select(shop.Waiting), settings.Io.Time);
        var bytes = new FileInfo(Path.Combine(folder.Path, SqliteStore.FileName)).Length;
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [typeof(CustomersBenchmark).Assembly.Location, "bench", "--customers", customers.ToString(CultureInfo.InvariantCulture), "--probe", folder.Path])
        {
            RedirectStandardOutput = true,
        })!;
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        using var json = JsonDocument.Parse(answer);
        return new Probed(bytes, json.RootElement[0].GetDouble(), json.RootElement[1].GetDouble(), json.RootElement[2].GetDouble(), json.RootElement[3].GetDouble());
    }

    /// <summary>Orders of some of the customers, spread over all keys, so that the documents are far from each other on disk.</summary>
    private static IEnumerable<(string Customer, Input Input)> Orders(RunningEngine engine, int from, int count, int customers, int some) =>
        Enumerable.Range(from, count).Select(i => (
            EngineShop.Key((int)(i * 7_919L % some * (customers / some))),
            (Input)new Events([EngineShop.Order(i, engine.Now)])));

    private sealed record Probed(long Bytes, double StartUp, double Memory, double OfFew, double OfAll);
}
