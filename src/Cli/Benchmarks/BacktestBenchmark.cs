using Personalization.Journeys.Cli.Demo;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Benchmarks;

internal static class BacktestBenchmark
{
    public static Task<Measured> RunAsync(BenchSettings settings) => Task.FromResult(Run(settings));

    private static Measured Run(BenchSettings settings)
    {
        if (Samples.Shop(settings.Io) is not { } shop)
        {
            return Measured.Refused(BenchSettings.NoSamples);
        }

        var (compiled, refusal) = CompiledFolder.LoadRunnable(settings.Io, shop);
        if (compiled is null)
        {
            return Measured.Refused(refusal!);
        }

        var request = ManyCustomers.Request(compiled.Workspace, RetailOrders.ReadShipped());
        var name = $"backtest {ManyCustomers.Customers:N0} customers, 90 days, {request.Events.Length:N0} events";
        return new([
            ProgressBar.While(settings.Io, "backtesting", _ => Figure.OfProcessor(settings.Io.Time, name, settings.Runs, 60, 10, () => Backtest.Run(request))),
            Figure.OfMemory("memory after backtesting", null, null),
        ]);
    }
}
