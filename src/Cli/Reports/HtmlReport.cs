using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Cli.Reports;

/// <summary>The report as one file that asks nobody for anything: no script, no font, no picture from elsewhere.</summary>
internal static class HtmlReport
{
    public static void Write(string file, Report report)
    {
        var css = Stylesheet();
        var page = Page(report, css);
        File.WriteAllText(file, page, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static string Page(Report report, string css)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)));
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'">
            <title>{Html.Text(report.Title)}</title>
            <style>{css}</style>
            </head>
            <body>
            <main>
            {Header(report)}
            {MessagesADay(report)}
            {JourneyTable(report)}
            {JourneyCards(report)}
            {SkippedReasons(report)}
            {Stories(report)}
            <footer>{Html.Text(report.Footnote ?? "")} Made by <code>journey</code> from text files; the same run gives the same page.</footer>
            </main>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static string Header(Report report)
    {
        var followed = report.Journeys.Sum(j => j.Goals.Values.Sum());
        var notices = string.Concat(report.Notices.Select(n => $"<p>{Html.Text(n)}</p>"));
        return $"""
            <header>
            <p class="over">{Html.Text(Html.Words(report.Workspace.Settings.Name))}</p>
            <h1>{Html.Text(report.Title)}</h1>
            <p class="soft">{Html.Text(report.Data)}</p>
            <div class="notice">{notices}</div>
            <ul class="tiles">
            {Tile(report.Result.EventsApplied, Recorded(report, "events"))}{Tile(report.Result.Customers, Recorded(report, "customers"))}{Tile(report.Journeys.Sum(j => j.Entered), Marked(report, "entries into journeys"))}{Tile(report.Sent, Marked(report, "messages"))}{Tile(followed, Recorded(report, TerminalReport.Followed(report).ToLower(CultureInfo.InvariantCulture)))}
            </ul>
            </header>
            """;
    }

    private static string Recorded(Report report, string what) => report.Simulated ? Marked(report, what) : what;

    private static string Marked(Report report, string what) => report.Mark is null ? what : $"{what}, {report.Mark}";

    private static string Tile(long number, string what) => $"<li><b>{Report.Count(number)}</b><span>{Html.Text(what)}</span></li>";

    private static string MessagesADay(Report report)
    {
        var days = report.Result.Days.Select(d => d.Day).ToList();
        if (days.Count == 0)
        {
            return "";
        }

        var sent = report.Result.Messages.Where(m => m.Status != Runtime.Execution.OutcomeKind.Skipped).ToLookup(m => m.Channel);
        var channels = Enum.GetValues<Channel>().Where(sent.Contains).ToList();
        var zone = report.Workspace.Settings.Zone;
        var series = channels.Select(c =>
        {
            var counts = sent[c].CountBy(m => LocalTimes.ToDate(m.At, zone)).ToDictionary();
            return (ChannelNames.Of(c), ChannelNames.Of(c), (IReadOnlyList<int>)[.. days.Select(d => counts.GetValueOrDefault(d))]);
        }).ToList();
        var legend = string.Concat(series.Select(s => $"""<li><i class="{s.Item2}"></i>{s.Item1} {Report.Count(s.Item3.Sum())}</li>"""));
        return $"""
            <section>
            <h2>Messages a day</h2>
            <p class="soft">What would have been handed to each channel, {report.Period}. Consent, quiet hours and caps are already applied.</p>
            <div class="card"><ul class="legend">{legend}</ul>{Charts.Days(days, series, "Messages a day by channel")}</div>
            </section>
            """;
    }

    private static string JourneyTable(Report report)
    {
        var rows = string.Concat(report.Journeys.Select(j => $"""
            <tr><td><b>{Html.Text(Html.Words(j.Journey))}</b><br><span class="soft">version {j.Version}</span></td><td class="n">{Report.Count(j.Entered)}</td><td class="n">{Report.Count(j.StillInside)}</td>
            <td class="tight">{Counts(j.Messages.Select(m => (ChannelNames.Of(m.Key), m.Value)))}</td><td>{Counts(j.Skipped.Select(s => (s.Key, s.Value)))}</td><td>{Counts(j.Exits.Select(e => (e.Key, e.Value)))}</td><td>{Followed(report, j)}</td></tr>
            """));
        return $"""
            <section>
            <h2>The journeys</h2>
            <p class="soft">A goal counts what followed within its time, whatever caused it.</p>
            <div class="card wide"><table>
            <thead><tr><th>Journey</th><th class="n">Entered</th><th class="n">Inside</th><th>Messages</th><th>Skipped</th><th>Exits</th><th>{TerminalReport.Followed(report)}</th></tr></thead>
            <tbody>{rows}</tbody>
            </table></div>
            </section>
            """;
    }

    private static string Counts(IEnumerable<(string Name, int Count)> counts)
    {
        var items = string.Concat(Ordered(counts).Select(c => $"<li><b>{Report.Count(c.Count)}</b> {Html.Text(Html.Words(c.Name))}</li>"));
        return items.Length == 0 ? """<span class="soft">none</span>""" : $"<ul>{items}</ul>";
    }

    private static IEnumerable<(string Name, int Count)> Ordered(IEnumerable<(string Name, int Count)> counts) =>
        counts.Where(c => c.Count > 0).OrderByDescending(c => c.Count).ThenBy(c => c.Name, StringComparer.Ordinal);

    private static string Followed(Report report, JourneySummary journey)
    {
        var items = string.Concat(report.Followed(journey).Select(g =>
            $"<li><b>{Report.Count(g.Count)}</b> {Html.Text(Html.Words(g.Goal))} {g.Within}<br>{Report.Share(g.Count, journey.Entered)} of entries</li>"));
        return items.Length == 0 ? """<span class="soft">no goal</span>""" : $"<ul>{items}</ul>";
    }

    private static string JourneyCards(Report report)
    {
        var cards = string.Concat(report.Journeys.Select(j => JourneyCard(report, j)));
        return $"""
            <section>
            <h2>Journey by journey</h2>
            <p class="soft">How many entered, how many of them got at least one message, and how many reached a goal.</p>
            <div class="cards">{cards}</div>
            </section>
            """;
    }

    private static string JourneyCard(Report report, JourneySummary journey)
    {
        var runs = report.Result.Runs.Where(r => r.Journey == journey.Journey && r.Version == journey.Version).ToList();
        var funnel = new List<(string, string, long)>
        {
            ("entered", "entries", journey.Entered),
            ("got a message", "email", runs.Count(r => r.Messages > 0)),
            ("reached a goal", "goal", runs.Count(r => !r.Goals.IsEmpty)),
            ("still inside", "held", journey.StillInside),
        };
        var documentation = report.Workspace.Journey(journey.Journey)?.Documentation?.Trim();

        // As an image, so that the picture's own styles stay its own.
        var graph = report.Graphs.GetValueOrDefault(journey.Journey) is { } svg
            ? $"""<details><summary>The journey as a picture</summary><div class="graph"><img alt="{Html.Text($"Picture of {Html.Words(journey.Journey)}")}" src="data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}"></div></details>"""
            : "";
        return $"""
            <article class="card"><div class="head"><h3>{Html.Text(Html.Words(journey.Journey))}</h3><span>version {journey.Version}</span></div>
            <p>{Html.Text(documentation ?? "")}</p>
            {Charts.Bars(funnel, journey.Entered, 460, 104, $"Funnel of {Html.Words(journey.Journey)}")}
            <h4>Entries a week</h4>
            {Charts.Weeks(Weekly(report, journey), "entries")}
            {graph}</article>
            """;
    }

    private static List<(LocalDate, int)> Weekly(Report report, JourneySummary journey) =>
    [
        .. report.Result.Days
            .GroupBy(d => d.Day.PlusDays(1 - (int)d.Day.DayOfWeek))
            .Select(w => (w.Key, w.Sum(d => d.Journeys.Where(j => j.Journey == journey.Journey).Sum(j => j.Entered)))),
    ];

    private static string SkippedReasons(Report report)
    {
        var reasons = report.Journeys.SelectMany(j => j.Skipped).GroupBy(s => s.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(s => s.Value)));
        var bars = Ordered(reasons).Select(r => (r.Name, "skipped", (long)r.Count)).ToList();
        if (bars.Count == 0)
        {
            return "";
        }

        var decided = report.Sent + report.Skipped;
        return $"""
            <section>
            <h2>Why messages did not go</h2>
            <p class="soft">{Report.Count(report.Skipped)} of {Report.Count(decided)} messages that a journey wanted to send were skipped. Shares are of the skipped ones.</p>
            <div class="card">{Charts.Bars(bars, report.Skipped, 1040, 220, "Skipped messages by reason")}</div>
            </section>
            """;
    }

    private static string Stories(Report report)
    {
        if (report.Timelines.IsEmpty)
        {
            return "";
        }

        var stories = string.Concat(report.Timelines.Select(person => Story(report, person)));
        return $"""
            <section>
            <h2>{(report.Timelines.Length == 1 ? "One customer" : $"{Number(report.Timelines.Length)} customers")}</h2>
            <p class="soft">What happened, when, and the line of the journey that decided it. Times are those of the customer's own clock.</p>
            <div class="stories">{stories}</div>
            </section>
            """;
    }

    private static string Number(int count) => count == 10 ? "Ten" : Report.Count(count);

    private static string Story(Report report, PersonTimeline person)
    {
        var lines = string.Concat(person.Lines.Select(line =>
        {
            var css = BacktestFiles.Lower(line.Kind);
            var source = line.Place is { } place
                ? $"""<div class="line"><span>{Html.Text(place.ToString())}</span><code>{Html.Text(report.LineAt(place) ?? "")}</code></div>"""
                : "";
            return $"""<li class="{css}"><time>{TimelineText.Minute(line.At)}</time><span class="dot {css}"></span><div><span class="what">{Html.Text(line.Text)}</span>{source}</div></li>""";
        }));
        return $"""<article class="card story"><div class="head"><h3>Customer {Html.Text(person.Customer)}</h3><span>{Html.Text(person.Who)}</span></div><ol>{lines}</ol></article>""";
    }

    private static string Stylesheet()
    {
        using var resource = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
