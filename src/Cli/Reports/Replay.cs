using System.Collections.Immutable;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review.Graph;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Reports;

/// <summary>Runs a backtest under a bar, and writes what came of it.</summary>
internal static class Replay
{
    public static BacktestResult Run(CommandIo io, BacktestRequest request) => ProgressBar.While(
        io, "replaying", report => Backtest.Run(request with { Progress = p => report((double)p.DaysDone / Math.Max(1, p.Days)) }));

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
