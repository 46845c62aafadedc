using System.Collections.Frozen;
using Personalization.Journeys.Cli.Commands;
using Personalization.Journeys.Cli.Reports;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Demo;

/// <summary>`journey demo --visitors`: what recorded orders can not reach, on people who do not exist.</summary>
internal static class VisitorsDemo
{
    private const string Mark = "simulated";

    public static int Run(CommandIo io, string folder, int seed)
    {
        var cost = new Cost(io.Time);
        if (Samples.Aurora(io) is not { } path)
        {
            return io.Refuse(Refusal.Environment("the example workspace `tests/Samples/aurora` is not here", "run the demo inside the clone"));
        }

        var (compiled, refusal) = CompiledFolder.LoadRunnable(io, path);
        if (compiled is null)
        {
            return io.Refuse(refusal!);
        }

        var workspace = compiled.Workspace;
        var notice = $"Simulated: every visitor, event, open, click and answer here is made up by a written rule (seed {seed}). Nothing of it was measured, nothing is sent.";
        io.Output.WriteLine(DemoCommand.Wrapped(notice, io.Width));
        io.Output.WriteLine();

        var visitors = new Visitors(workspace, seed);
        var events = visitors.Events();
        var people = visitors.People();
        var past = events.Count(e => e.Event.At < Visitors.From);
        var data = $"Data: {Counted.Of(people.Length, "simulated visitor")}, {Counted.Of(events.Length - past, "simulated event")} from 2026-03-02 on and {Report.Count(past)} of their past; the week's journeys are followed for three more weeks.";
        io.Output.WriteLine(DemoCommand.Wrapped(data, io.Width));

        var request = new BacktestRequest(workspace, events, people, Visitors.From, Visitors.To)
        {
            Facts = MadeUpFacts(),
            React = new VisitorReactions(workspace, seed).Of,
            TimelinesOf = Stories.Watch(events),
        };
        var result = Replay.Run(io, request);
        var report = new Report("A simulated week of visitors", [notice], data, workspace, result, Visitors.From, Visitors.To, Stories.Tell(result, workspace, events, people, seed => $"simulated · {Stories.Who(seed)}"))
        {
            Mark = Mark,
            Simulated = true,
            Graphs = Replay.Graphs(workspace),
            Sources = compiled.Compilation.Files.Sources,
            Footnote = "All visitors and their reactions are simulated.",
        };
        TerminalReport.Write(io, report);
        Replay.WriteFiles(folder, report, Mark);
        io.Output.WriteLine($"{Counted.Of(result.EventsApplied, "simulated event")}, {Counted.Of(result.Decisions, "decision")}, {Counted.Of(report.Sent, "simulated message")}, {Counted.Of(result.Incidents.Length, "incident")}. {cost}.");
        io.Output.WriteLine($"Written: {io.Shown(folder)}/report.html, messages.jsonl, journeys.jsonl");
        return ExitCode.Fine;
    }

    /// <summary>Models that nobody trained: plausible weights, the same for every seed.</summary>
    private static Facts MadeUpFacts()
    {
        Fact<T> Made<T>(T content) => new("simulated", Visitors.From, Visitors.To, content);
        return Facts.None with
        {
            Salt = "visitors",
            Catalogs = new Dictionary<string, Fact<CatalogRows>> { ["product"] = Made(Catalog.All) }.ToFrozenDictionary(StringComparer.Ordinal),
            Models = new Dictionary<string, Fact<Score>>
            {
                ["purchase_intent"] = Made<Score>(new LogisticScore(-0.2, [new Weight("orders_30d", 1.4, 0), new Weight("spend_90d", 0.004, 60), new Weight("days_quiet", -0.02, 20)])),
                ["churn_risk"] = Made<Score>(new LogisticScore(0.1, [new Weight("orders_30d", -1.2, 0), new Weight("days_quiet", 0.03, 35)])),
            }.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }
}
