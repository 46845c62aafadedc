using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>Journal rows as a list, each with its reason and the line that decided it.</summary>
internal static class TimelineList
{
    /// <param name="named">Whether each line says whose it is.</param>
    public static Markup Of(IEnumerable<JournalRow> rows, ReleaseSet releases, DateTimeZone zone, bool named, bool showPersonal)
    {
        var lines = rows.Select(row => Line(row, releases, zone, named, showPersonal)).Where(l => l.Html.Length > 0).ToList();
        return lines.Count == 0 ? Markup.Of($"""<p class="soft">Nothing yet.</p>""") : Markup.Of($"""<ol class="timeline">{lines}</ol>""");
    }

    private static Markup Line(JournalRow row, ReleaseSet releases, DateTimeZone zone, bool named, bool showPersonal)
    {
        string Describe(EventApplied applied) => row.Event is { } happened ? EventText.Of(releases.Current.Event(applied.Type), happened, showPersonal) : "";
        if (TimelineText.Line(row.Entry, row.Place, zone, Describe) is not { } line)
        {
            return Markup.Empty;
        }

        var who = named ? Markup.Of($"""<a class="who" href="{Addresses.Customer(row.Customer)}"><bdi>{row.Customer}</bdi></a> """) : Markup.Empty;
        var kind = line.Kind.ToString().ToLowerInvariant();
        return Markup.Of($"""
            <li class="{kind}" data-key="{row.Sequence}"><time>{TimelineText.Minute(line.At)}</time><span class="dot" aria-hidden="true"></span><div>{who}<bdi class="what">{line.Text}</bdi>{Where(line, releases)}</div></li>
            """);
    }

    private static Markup Where(TimelineEntry line, ReleaseSet releases)
    {
        if (line.Place is not { } place)
        {
            return Markup.Empty;
        }

        var version = line.Entry switch
        {
            RunEntry run => run.Version,
            NotEntered refused => refused.Version,
            _ => 0,
        };
        return releases.Release.Journey(line.Journey, version)?.Location.Path == place.Path
            ? Markup.Of($""" <a class="where" href="{Addresses.Journey(line.Journey, version, place.Line)}">{place.ToString()}</a>""")
            : Markup.Of($""" <span class="where">{place.ToString()}</span>""");
    }
}
