using System.CommandLine;
using System.Text.Json;
using Personalization.Journeys.Cli.Data;
using Personalization.Journeys.Cli.Import;
using Personalization.Journeys.Cli.Live;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Ingress;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey import`: one's own files into the data of an engine, whether one runs or not.</summary>
internal static class ImportCommand
{
    private sealed record Asked(string[] Files, string As, string? Map, bool Live, string? Workspace, string Data, bool Json);

    private sealed record Imported(ImportFile File, ImportCursor From, ImportCursor End, Rejects Rejects);

    public static Command Create(CommandIo io)
    {
        var files = new Argument<string[]>("FILE") { Description = "CloudEvents or customers as JSON Lines (.jsonl, .jsonl.gz), or CSV with --map.", Arity = ArgumentArity.OneOrMore };
        var kind = new Option<string>("--as") { Description = "What the records are: `events` or `customers`.", DefaultValueFactory = _ => "events" };
        var map = new Option<string?>("--map") { Description = "Which column of a CSV file is what." };
        var live = new Option<bool>("--live") { Description = "Recent events may start journeys. Without it all are history: they update what is known and start nothing." };
        var workspace = new Option<string?>("--workspace") { Description = "The workspace that the records must fit. [default: what the engine runs, else the one in this folder]" };
        var data = Choice.Data();
        var format = Choice.Format("text", "json");
        var command = new Command("import", "Puts files of events or customers into an engine, running or not.") { files, kind, map, live, workspace, data, format };
        command.SetAction((p, c) => RunAsync(
            io,
            new Asked(
                p.GetRequiredValue(files), p.GetRequiredValue(kind), p.GetValue(map), p.GetValue(live), p.GetValue(workspace), p.GetRequiredValue(data),
                p.GetRequiredValue(format) == "json"),
            c));
        return command;
    }

    private static async Task<int> RunAsync(CommandIo io, Asked asked, CancellationToken cancellation)
    {
        var cost = new Cost(io.Time);
        if ((KindProblem(asked.As) ?? asked.Files.Select(f => RecordedFile.Problem(io, f, asked.Map is not null)).FirstOrDefault(p => p is not null)) is { } wrong)
        {
            return io.Refuse(wrong);
        }

        var kind = asked.As == "events" ? ImportKind.Events : ImportKind.Customers;
        var (eventMap, badEvents) = asked.Map is { } file && kind == ImportKind.Events ? ColumnMap.Load(io, file) : (null, null);
        var (customerMap, badCustomers) = asked.Map is { } other && kind == ImportKind.Customers ? CustomerMap.Load(io, other) : (null, null);
        if ((badEvents ?? badCustomers) is { } badMap)
        {
            return io.Refuse(badMap);
        }

        var (workspace, unknown) = await WorkspaceAsync(io, asked, cancellation);
        if (workspace is null)
        {
            return io.Refuse(unknown!);
        }

        using var live = await LiveData.OpenOrMakeAsync(io, asked.Data, cancellation);
        var done = new List<Imported>();
        foreach (var name in asked.Files)
        {
            var (imported, refusal) = await ImportAsync(io, live, new ImportFile(name, io.PathOf(name), kind, asked.Live, workspace, eventMap, customerMap), cancellation);
            if (imported is not null)
            {
                done.Add(imported);
            }

            if (refusal is not null)
            {
                return io.Refuse(refusal);
            }
        }

        Tell(io, asked, live, done, cost);
        return done.All(d => d.End is { Taken: 0, Rejected: > 0 }) ? ExitCode.No : ExitCode.Fine;
    }

    private static async Task<(Imported? Imported, Refusal? Refusal)> ImportAsync(CommandIo io, LiveData live, ImportFile file, CancellationToken cancellation)
    {
        var identity = file.Identity();
        var from = await ImportCursor.ReadAsync(live.Store, identity, cancellation);
        var rejectsFile = Path.Combine(live.Folder, "rejects", $"{Path.GetFileName(file.Name)}-{identity[..8]}.jsonl");
        using var rejects = new Rejects(rejectsFile, append: from.Records > 0);
        if (from.IsDone)
        {
            return (new Imported(file, from, from, rejects), null);
        }

        var (end, refusal) = await ProgressBar.WhileAsync(
            io, $"importing {file.Name}", report => new Importer(live.Store, io.Time).RunAsync(file, identity, from, rejects, report, cancellation));
        return (new Imported(file, from, end, rejects), refusal);
    }

    private static Refusal? KindProblem(string kind) => kind switch
    {
        "events" or "customers" => null,
        _ when kind.StartsWith("catalog", StringComparison.Ordinal) => Refusal.Misuse("catalogs can not be imported yet", "only `--as events` and `--as customers` can"),
        _ => Refusal.Misuse($"`--as {kind}` is not one of events, customers", Language.Diagnostics.Closest.To(kind, ["events", "customers"]) is { } near ? $"did you mean `{near}`?" : null),
    };

    /// <summary>The text that decides what fits: named, or released to the data, or lying here.</summary>
    private static async ValueTask<(Workspace? Workspace, Refusal? Refusal)> WorkspaceAsync(CommandIo io, Asked asked, CancellationToken cancellation)
    {
        if (asked.Workspace is null && LiveData.IsThere(io, asked.Data))
        {
            using var live = await LiveData.OpenOrMakeAsync(io, asked.Data, cancellation);
            if (!live.Releases.IsEmpty)
            {
                return (live.Releases.Current, null);
            }
        }

        var (compiled, refusal) = CompiledFolder.LoadRunnable(io, asked.Workspace);
        return compiled is not null || asked.Workspace is not null
            ? (compiled?.Workspace, refusal)
            : (null, refusal is not { ExitCode: ExitCode.Misuse } ? refusal : refusal with { Help = "`--workspace PATH` names the workspace that the records must fit" });
    }

    private static void Tell(CommandIo io, Asked asked, LiveData live, List<Imported> done, Cost cost)
    {
        if (asked.Json)
        {
            io.WriteJson(json => json.WriteList("files", done, file => Write(json, io, file)));
            return;
        }

        var record = asked.As == "events" ? "event" : "customer";
        foreach (var (file, from, end, rejects) in done)
        {
            if (from.IsDone)
            {
                io.Output.WriteLine($"{file.Name} was imported before: {Counted.Of(end.Taken, record)}, {end.Rejected} rejected. Nothing to do.");
                continue;
            }

            io.Output.WriteLine($"{file.Name}: {Counted.Of(end.Taken, record)} taken{(from.Records > 0 ? $" ({Counted.Of(from.Taken, record)} of them before)" : "")}, {end.Rejected} rejected.");
            if (rejects.First is { } first)
            {
                var kinds = string.Join(", ", rejects.ByKind.Select(k => $"{k.Value} {k.Key}"));
                io.Output.WriteLine(DemoCommand.Wrapped($"Rejected: {kinds}; the first is {first.File}:{first.Line}: {first.Reason}", io.Width));
                io.Output.WriteLine($"Each with its reason: {io.Shown(rejects.File)}");
            }
        }

        if (done.Any(d => !d.From.IsDone && d.End.Taken > 0))
        {
            var what = asked.As == "customers" ? "" : asked.Live ? " Recent ones may start journeys." : " They are history: they update what is known and start nothing.";
            io.Output.WriteLine($"In the inbox of {io.Shown(live.Folder)}: {live.Soon}.{what}");
            io.Output.WriteLine($"{cost}.");
        }
    }

    private static void Write(Utf8JsonWriter json, CommandIo io, Imported done)
    {
        json.WriteString("file", done.File.Name);
        json.WriteString("as", done.File.Kind.ToString().ToLowerInvariant());
        json.WriteBoolean("imported_before", done.From.IsDone);
        json.WriteNumber("resumed_at", done.From.Records);
        json.WriteNumber("records", done.End.Records);
        json.WriteNumber("taken", done.End.Taken);
        json.WriteNumber("rejected", done.End.Rejected);
        json.WriteString("rejects", done.End.Rejected > 0 ? io.Shown(done.Rejects.File) : null);
    }
}
