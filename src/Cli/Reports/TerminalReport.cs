using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Runtime.Timeline;
using Spectre.Console;

namespace Personalization.Journeys.Cli.Reports;

/// <summary>The report in a hundred columns.</summary>
internal static class TerminalReport
{
    private const int MostReasons = 5;

    public static void Write(CommandIo io, Report report)
    {
        var console = io.Tables();
        if (!report.Journeys.IsEmpty)
        {
            WriteTable(console, report);
        }

        foreach (var person in report.Timelines)
        {
            WriteTimeline(io, console, person);
        }
    }

    private static void WriteTable(IAnsiConsole console, Report report)
    {
        var table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey).ShowRowSeparators();
        void Column(string name, int width, bool right = false)
        {
            var column = new TableColumn($"[bold]{name}[/]").Width(width).Padding(0, 0, 2, 0);
            table.AddColumn(right ? column.RightAligned() : column);
        }

        Column("Journey", 13);
        Column("Entered", 7, right: true);
        Column("Inside", 6, right: true);
        Column("Messages", 12);
        Column("Skipped", 16);
        Column("Exits", 20);
        Column(Followed(report), 14);
        foreach (var journey in report.Journeys)
        {
            table.AddRow(
                $"[bold]{Markup.Escape(Html.Words(journey.Journey))}[/]\n[grey]version {journey.Version}[/]",
                Report.Count(journey.Entered),
                Report.Count(journey.StillInside),
                Lines(journey.Messages.Select(m => (ChannelNames.Of(m.Key), m.Value)), journey.Messages.Count),
                Lines(journey.Skipped.Select(s => (s.Key, s.Value)), MostReasons),
                Lines(journey.Exits.Select(e => (Html.Words(e.Key), e.Value)), MostReasons),
                FollowedLines(report, journey));
        }

        console.Write(table);
    }

    /// <summary>What a goal counts need not be an order in every workspace.</summary>
    public static string Followed(Report report) =>
        report.Workspace.Journeys.SelectMany(j => j.Goals).All(g => g.Event.Event == "order_placed") ? "Orders that followed" : "What followed";

    private static string Lines(IEnumerable<(string Name, int Count)> counts, int most)
    {
        var all = counts.Where(c => c.Count > 0).OrderByDescending(c => c.Count).ThenBy(c => c.Name, StringComparer.Ordinal).ToList();
        var lines = all.Take(most).Select(c => $"{Report.Count(c.Count)} [grey]{Markup.Escape(c.Name)}[/]").ToList();
        if (all.Count > most)
        {
            lines.Add($"{Report.Count(all.Skip(most).Sum(c => c.Count))} [grey]for {all.Count - most} other reasons[/]");
        }

        return lines.Count == 0 ? "[grey]none[/]" : string.Join('\n', lines);
    }

    private static string FollowedLines(Report report, JourneySummary journey)
    {
        var lines = report.Followed(journey).Select(g =>
            $"{Report.Count(g.Count)} [grey]{Report.Share(g.Count, journey.Entered)}\n{(journey.Goals.Count > 1 ? Markup.Escape(Html.Words(g.Goal)) + " " : "")}{g.Within}[/]").ToList();
        return lines.Count == 0 ? "[grey]no goal[/]" : string.Join('\n', lines);
    }

    private static void WriteTimeline(CommandIo io, IAnsiConsole console, PersonTimeline person)
    {
        console.Write(new Rule($"[bold]{Markup.Escape(person.Customer)}[/]  [grey]{Markup.Escape(person.Who)}[/]").LeftJustified().RuleStyle(Style.Parse("grey")));
        foreach (var line in person.Lines)
        {
            var place = line.Place?.ToString() ?? "";
            var room = io.Width - 18 - place.Length - 4;
            var text = line.Text.Length > room ? string.Concat(line.Text.AsSpan(0, Math.Max(1, room - 1)), "…") : line.Text.PadRight(room);
            console.MarkupLine($"[grey]{TimelineText.Minute(line.At)}[/]  [{Tone(line.Kind)}]{Markup.Escape(text)}[/]  [grey]{Markup.Escape(place)}[/]");
        }

        console.WriteLine();
    }

    private static string Tone(TimelineKind kind) => kind switch
    {
        TimelineKind.Event => "blue",
        TimelineKind.Entry => "bold",
        TimelineKind.Message => "green",
        TimelineKind.Skipped or TimelineKind.Held => "yellow",
        TimelineKind.Goal => "magenta",
        TimelineKind.Exit => "default",
        _ => "grey",
    };
}
