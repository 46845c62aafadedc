using System.Collections.Immutable;
using System.CommandLine;
using System.IO.Compression;
using NodaTime;
using Personalization.Journeys.Cli.Data;
using Personalization.Journeys.Cli.Demo;
using Personalization.Journeys.Cli.Reports;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Runtime.Timeline;
using Personalization.Journeys.Server.Hosting;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey demo`: the main job on a year of real orders.</summary>
internal static class DemoCommand
{
    private static readonly Instant _from = Instant.FromUtc(2009, 12, 1, 0, 0);
    private static readonly Instant _to = Instant.FromUtc(2010, 12, 10, 0, 0);

    public static Command Create(CommandIo io)
    {
        var visitors = new Option<bool>("--visitors") { Description = "A simulated week of visitors instead, to see what recorded orders can not reach." };
        var target = new Option<string?>("--out") { Description = "The folder for messages, runs, the page and the engine's data, which begins anew each time. [default: out/demo]" };
        var seed = new Option<int>("--seed") { Description = "Another week of visitors.", DefaultValueFactory = _ => 1 };
        var export = new Option<string?>("--export-events") { Description = "Writes the orders as CloudEvents (.jsonl, .jsonl.gz) for `journey backtest`, and ends." };
        var to = new Option<string?>("--to") { Description = "Ends the year of orders earlier." };
        var noServe = new Option<bool>("--no-serve") { Description = "Ends after the year, instead of leaving the engine running." };
        var urls = new Option<string?>("--urls") { Description = $"Where the engine listens after the year; {EmbeddedOptions.DefaultUrl} when left out." };
        var command = new Command("demo", "Replays a year of real orders through the sample journeys, and leaves the engine running on them.") { visitors, target, seed, to, noServe, urls, export };
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(export) is { } file)
            {
                return Export(io, file);
            }

            var (end, refusal) = parsed.GetValue(to) is { } text ? Moments.Read("--to", text, DateTimeZone.Utc) : (_to, null);
            if (refusal is not null || end <= _from || end > _to)
            {
                return io.Refuse(refusal ?? Refusal.Misuse("`--to` must lie in the year of orders", "it begins with 2009-12-01 and ends with 2010-12-09"));
            }

            return parsed.GetValue(visitors)
                ? VisitorsDemo.Run(io, io.PathOf(parsed.GetValue(target) ?? "out/demo-visitors"), parsed.GetRequiredValue(seed))
                : await RunAsync(io, io.PathOf(parsed.GetValue(target) ?? "out/demo"), end, parsed.GetValue(noServe) ? null : parsed.GetValue(urls) ?? EmbeddedOptions.DefaultUrl, stop);
        });
        return command;
    }

    /// <param name="urls">Where to listen afterwards; null ends instead.</param>
    private static async Task<int> RunAsync(CommandIo io, string folder, Instant to, string? urls, CancellationToken stop)
    {
        var cost = new Cost(io.Time);
        if (Samples.Shop(io) is not { } path)
        {
            return io.Refuse(Refusal.Environment("the folder `journeys` of the repository is not here", "run the demo inside the clone"));
        }

        var (compiled, refusal) = CompiledFolder.LoadRunnable(io, path);
        if (compiled is null)
        {
            return io.Refuse(refusal!);
        }

        var data = Path.Combine(folder, "data");
        var (options, wrong) = RunSettings.Read(io, compiled, data, urls, newKey: null);
        if (options is null)
        {
            return io.Refuse(wrong!);
        }

        var notice = $"Real: the orders of a British gift shop, 2009-12-01 to 2010-12-09 (Online Retail II, Daqing Chen, UCI, CC BY 4.0). {InventedPeople.Notice} Nothing is sent.";
        io.Output.WriteLine(Wrapped(notice, io.Width));
        io.Output.WriteLine();

        var orders = ReadOrders(io);
        var read = DataLine(orders);
        io.Output.WriteLine(Wrapped(read, io.Width));

        var people = orders.Events.Select(e => e.Customer).Distinct(StringComparer.Ordinal)
            .Select(number => InventedPeople.Person(number, compiled.Workspace, _from))
            .ToImmutableArray();
        var request = new BacktestRequest(compiled.Workspace, orders.Events, people, _from, to) { TimelinesOf = Stories.Watch(orders.Events) };
        var result = await FilledData.ReplayAsync(io, compiled, request, data, stop);
        var report = new Report("A year of orders, replayed", [notice], read, compiled.Workspace, result, _from, to, Stories.Tell(result, compiled.Workspace, orders.Events, people, Stories.Who))
        {
            Graphs = Replay.Graphs(compiled.Workspace),
            Sources = compiled.Compilation.Files.Sources,
            Footnote = "Orders: Online Retail II, Daqing Chen, UCI Machine Learning Repository 502, CC BY 4.0.",
        };
        TerminalReport.Write(io, report);
        Replay.WriteFiles(folder, report, null);
        io.Output.WriteLine($"{Counted.Of(result.EventsApplied, "event")}, {Counted.Of(result.Decisions, "decision")}, {Counted.Of(report.Sent, "message")}, {Counted.Of(result.Incidents.Length, "incident")}. {cost}.");
        io.Output.WriteLine($"Written: {io.Shown(folder)}/report.html, messages.jsonl, journeys.jsonl");
        if (urls is null)
        {
            if (report.Timelines is [var told, ..])
            {
                io.Output.WriteLine($"Everybody's history: {io.Shown(data)}; `journey explain --why {told.Customer}@last --data {io.Shown(data)}` gives the reasons of one decision.");
            }

            return ExitCode.Fine;
        }

        io.Output.WriteLine();
        io.Output.WriteLine(Wrapped($"The engine goes on where the replay ended: its clock shows {TimelineText.Minute(LocalTimes.ToLocal(to, DateTimeZone.Utc))} UTC now and runs on from there.", io.Width));
        return await RunCommand.RunAsync(io, compiled, options with { Time = new LaterTime(to, io.Time) }, stop);
    }

    private static int Export(CommandIo io, string file)
    {
        var orders = ReadOrders(io);
        var path = io.PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var stream = File.Create(path))
        using (var target = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionLevel.Fastest) : (Stream)new BufferedStream(stream))
        {
            CloudEventWriter.Write(target, orders.Events);
        }

        io.Output.WriteLine($"wrote {Counted.Of(orders.Events.Length, "event")} to {file}");
        return ExitCode.Fine;
    }

    private static RetailOrders ReadOrders(CommandIo io) => ProgressBar.While(
        io, "reading orders", report => RetailOrders.ReadShipped(rows => report(rows / 525_461.0)));

    private static string DataLine(RetailOrders orders)
    {
        var rejects = orders.NoCustomer + orders.NoPrice + orders.NoQuantity;
        return $"Data: {Counted.Of(orders.Orders, "order")} and {Counted.Of(orders.Cancellations, "cancellation")} of {Counted.Of(orders.Customers, "customer")} ({Report.Count(orders.Buyers)} of them buyers), "
            + $"from {Counted.Of(orders.Rows, "row")}; rejected {Report.Count(rejects)}: {Report.Count(orders.NoCustomer)} without customer, {Report.Count(orders.NoPrice)} without price, {Report.Count(orders.NoQuantity)} without quantity.";
    }

    /// <summary>Breaks a sentence at spaces, so that no terminal breaks it inside a word.</summary>
    internal static string Wrapped(string text, int width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        return string.Join('\n', lines.Append(line));
    }
}
