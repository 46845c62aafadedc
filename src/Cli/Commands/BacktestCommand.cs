using System.CommandLine;
using NodaTime;
using Personalization.Journeys.Cli.Data;
using Personalization.Journeys.Cli.Reports;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey backtest`: who would have got what, when and why. Sends nothing.</summary>
internal static class BacktestCommand
{
    private sealed record Asked(
        string Path, string[] Events, string? Customers, string? Map, string? From, string? To, string Out, string? SegmentsAt, bool Members, bool Json);

    public static Command Create(CommandIo io)
    {
        var path = new Argument<string>("PATH") { Description = "The workspace." };
        var events = new Option<string[]>("--events") { Description = "Recorded events: CloudEvents as JSON Lines (.jsonl, .jsonl.gz), or CSV with --map.", Required = true, AllowMultipleArgumentsPerToken = true };
        var customers = new Option<string?>("--customers") { Description = "What is known of customers, as JSON Lines; without it everybody counts as reachable and consenting." };
        var map = new Option<string?>("--map") { Description = "Which column of a CSV file is what." };
        var from = new Option<string?>("--from") { Description = "The first instant (2010-09-11, or a moment with zone); earlier events are history. [default: the day of the first event]" };
        var to = new Option<string?>("--to") { Description = "The instant at which it ends. [default: the end of the day of the last event]" };
        var target = new Option<string>("--out") { Description = "The folder for messages, runs, rejects and the page.", DefaultValueFactory = _ => "out/backtest" };
        var at = new Option<string?>("--segments-at") { Description = "Instants, set apart by commas, at which every segment is counted." };
        var members = new Option<bool>("--members") { Description = "Keeps the members' keys of each segment too." };
        var format = Choice.Format("text", "json");
        var command = new Command("backtest", "Runs the journeys over recorded history on a virtual clock.") { path, events, customers, map, from, to, target, at, members, format };
        command.SetAction(p => Run(io, new Asked(
            p.GetRequiredValue(path), p.GetRequiredValue(events), p.GetValue(customers), p.GetValue(map), p.GetValue(from), p.GetValue(to),
            p.GetRequiredValue(target), p.GetValue(at), p.GetValue(members), p.GetRequiredValue(format) == "json")));
        return command;
    }

    private static int Run(CommandIo io, Asked asked)
    {
        var cost = new Cost(io.Time);
        var (compiled, refusal) = CompiledFolder.LoadRunnable(io, asked.Path);
        if (compiled is null)
        {
            return io.Refuse(refusal!);
        }

        var folder = io.PathOf(asked.Out);
        var rejectsFile = Path.Combine(folder, "rejects.jsonl");
        if (File.Exists(rejectsFile))
        {
            File.Delete(rejectsFile);
        }

        using var rejects = new Rejects(rejectsFile);
        var (history, wrong) = RecordedHistory.Read(io, compiled.Workspace, asked.Events, asked.Customers, asked.Map, rejects);
        if (history is null)
        {
            return io.Refuse(wrong!);
        }

        var zone = compiled.Workspace.Settings.Zone;
        var (from, badFrom) = asked.From is { } first ? Moments.Read("--from", first, zone) : (Moments.DayOf(history.First, zone), null);
        var (to, badTo) = asked.To is { } last ? Moments.Read("--to", last, zone) : (Moments.DayAfter(history.Last, zone), null);
        var (at, badAt) = Moments.ReadAll("--segments-at", asked.SegmentsAt, zone);
        if ((badFrom ?? badTo ?? badAt) is { } bad)
        {
            return io.Refuse(bad);
        }

        WriteRejects(io, rejects, asked.Json);
        if (history.Events.IsEmpty)
        {
            return io.Refuse(new Refusal(ExitCode.No, "no event could be taken", rejects.Count > 0 ? $"`{io.Shown(rejects.File)}` says why" : "the files are empty"));
        }

        if (from >= to)
        {
            return io.Refuse(Refusal.Misuse("`--from` must be before `--to`"));
        }

        if (at.Any(i => i < from || i > to))
        {
            string Local(Instant instant) => TimelineText.Minute(LocalTimes.ToLocal(instant, zone));
            var outside = at.First(i => i < from || i > to);
            return io.Refuse(Refusal.Misuse(
                $"`--segments-at {Local(outside)}` lies outside of the backtest, {Local(from)} to {Local(to)}", "choose another instant, or move `--from` and `--to`"));
        }

        var request = new BacktestRequest(compiled.Workspace, history.Events, history.Customers, from, to)
        {
            AssumeReachable = asked.Customers is null,
            SegmentsAt = at,
            KeepMembers = asked.Members,
            TimelinesOf = Stories.Watch(history.Events),
        };
        return Tell(io, asked, compiled, request, history, rejects, folder, cost);
    }

    private static int Tell(
        CommandIo io, Asked asked, CompiledFolder compiled, BacktestRequest request, RecordedHistory history, Rejects rejects, string folder, Cost cost)
    {
        var mark = request.AssumeReachable ? "assumed" : null;
        var notice = request.AssumeReachable
            ? "Assumed: no `--customers` was given, so everybody counts as reachable on every channel and consenting to everything. Nothing is sent."
            : "Consents and addresses are those of the `--customers` file. Nothing is sent.";
        var data = $"Data: {Counted.Of(history.Events.Length, "event")} of {Counted.Of(history.Keys, "customer")}"
            + (rejects.Count == 0 ? "; none rejected." : $"; rejected {Report.Count(rejects.Count)}: {RejectCounts(rejects)}.");
        if (!asked.Json)
        {
            io.Output.WriteLine(DemoCommand.Wrapped(notice, io.Width));
            io.Output.WriteLine(DemoCommand.Wrapped(data, io.Width));
        }

        var workspace = compiled.Workspace;
        var result = Replay.Run(io, request);
        var report = new Report(
            $"Backtest of {Html.Words(workspace.Settings.Name)}", [notice], data, workspace, result, request.From, request.To,
            Stories.Tell(result, workspace, history.Events, history.Customers, seed => mark ?? Stories.Who(seed)))
        {
            Mark = mark,
            Graphs = Replay.Graphs(workspace),
            Sources = compiled.Compilation.Files.Sources,
        };
        Replay.WriteFiles(folder, report, mark);
        if (!request.SegmentsAt.IsEmpty)
        {
            BacktestFiles.WriteSegments(Path.Combine(folder, "segments.jsonl"), result, asked.Members);
            BacktestFiles.WriteSegmentDays(Path.Combine(folder, "segment-days.jsonl"), result);
        }

        if (asked.Json)
        {
            BacktestFiles.WriteSummary(io.Output, report, rejects);
            return ExitCode.Fine;
        }

        TerminalReport.Write(io, report);
        io.Output.WriteLine($"{Counted.Of(result.EventsApplied, "event")}, {Counted.Of(result.Decisions, "decision")}, {Counted.Of(report.Sent, "message")}, {Counted.Of(result.Incidents.Length, "incident")}. {cost}.");
        io.Output.WriteLine($"Written: {io.Shown(folder)}/report.html, messages.jsonl, journeys.jsonl{(request.SegmentsAt.IsEmpty ? "" : ", segments.jsonl, segment-days.jsonl")}{(rejects.Count > 0 ? ", rejects.jsonl" : "")}");
        return ExitCode.Fine;
    }

    private static void WriteRejects(CommandIo io, Rejects rejects, bool json)
    {
        if (rejects.First is { } first)
        {
            (json ? io.Error : io.Output).WriteLine($"{Counted.Of(rejects.Count, "record")} rejected ({RejectCounts(rejects)}); the first is {io.Shown(first.File)}:{first.Line}: {first.Reason}");
        }
    }

    private static string RejectCounts(Rejects rejects) => string.Join(", ", rejects.ByKind.Select(k => $"{Report.Count(k.Value)} {k.Key}"));
}
