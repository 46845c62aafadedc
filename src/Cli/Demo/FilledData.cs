using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Cli.Reports;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Server.Hosting;

namespace Personalization.Journeys.Cli.Demo;

/// <summary>The data folder of an engine, filled by a replay.</summary>
internal static class FilledData
{
    /// <summary>Begins anew: what an earlier demo left there goes.</summary>
    public static async Task<BacktestResult> ReplayAsync(CommandIo io, CompiledFolder compiled, BacktestRequest request, string folder, CancellationToken stop)
    {
        using var held = EngineLock.Take(folder);
        foreach (var file in Directory.EnumerateFiles(folder, SqliteStore.FileName + "*"))
        {
            File.Delete(file);
        }

        var outbox = Path.Combine(folder, "outbox");
        if (Directory.Exists(outbox))
        {
            Directory.Delete(outbox, recursive: true);
        }

        using var store = SqliteStore.OpenToFill(folder, io.Time);
        await EmbeddedEngine.ReleaseAsync(compiled.Compilation, store, request.From, stop);
        return await Replay.RunAsync(io, request, store, stop);
    }
}
