using System.Collections.Immutable;
using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review.Graph;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Reports;

/// <summary>Runs a backtest under a bar, and writes what came of it.</summary>
internal static class Replay
{
    public static BacktestResult Run(CommandIo io, BacktestRequest request) => ProgressBar.While(
        io, "replaying", report => Backtest.Run(Reporting(request, report)));

    /// <summary>Through the engine's own loop into a store, and told from what the store holds then.</summary>
    public static Task<BacktestResult> RunAsync(CommandIo io, BacktestRequest request, SqliteStore store, CancellationToken cancellation) => ProgressBar.WhileAsync(
        io,
        "replaying",
        async report =>
        {
            await new VirtualRun(Reporting(request, report), store, store, store, new EngineOptions()).RunAsync(request.To, cancellation);
            return await StoredHistory.ReadAsync(request, store, store, cancellation);
        });

    private static BacktestRequest Reporting(BacktestRequest request, Action<double> report) =>
        request with { Progress = p => report((double)p.DaysDone / Math.Max(1, p.Days)) };

    public static ImmutableSortedDictionary<string, string> Graphs(Workspace workspace) => workspace.Journeys
        .ToImmutableSortedDictionary(j => j.Name, j => SvgWriter.Write(GraphBuilder.Build(workspace, j)), StringComparer.Ordinal);

    public static void WriteFiles(string folder, Report report, string? mark)
    {
        Directory.CreateDirectory(folder);
        BacktestFiles.WriteMessages(Path.Combine(folder, "messages.jsonl"), report.Result, mark);
        BacktestFiles.WriteRuns(Path.Combine(folder, "journeys.jsonl"), report.Result, mark);
        HtmlReport.Write(Path.Combine(folder, "report.html"), report);
    }
}
