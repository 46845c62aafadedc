using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>What runs, how much of it, and what happened last.</summary>
internal static class HomePage
{
    private const int Latest = 30;

    public static PageSource Of(DashboardSources sources) => new(cancellation => MakeAsync(sources, cancellation), _ => true);

    private static async ValueTask<Page?> MakeAsync(DashboardSources sources, CancellationToken cancellation)
    {
        var releases = sources.Releases();
        var figures = new Figures(await sources.History.TalliesAsync(cancellation));
        var backlog = await sources.History.BacklogAsync(cancellation);
        var due = await sources.Store.NextDueAsync(cancellation);
        var latest = await sources.History.LatestAsync(null, long.MaxValue, Latest, cancellation);
        return new Page("What runs", "/dashboard/events", "home",
        [
            new("totals", HomeTotals.Of(figures, backlog, due, sources.Now)),
            new("journeys", Journeys(releases, figures)),
            new("latest", Markup.Of($"""
                <h2>What happened last</h2>
                <p class="soft">By the clock of the workspace, {releases.Current.Settings.Zone.Id}.</p>
                {TimelineList.Of(latest, releases, releases.Current.Settings.Zone, named: true, showPersonal: false)}
                """)),
        ]);
    }

    private static Markup Journeys(ReleaseSet releases, Figures figures)
    {
        bool IsNewest(Journey journey) => releases.Current.Journey(journey.Name)?.Version == journey.Version;
        var rows = releases.Release.Older.Prepend(releases.Current)
            .SelectMany(w => w.Journeys)
            .DistinctBy(j => (j.Name, j.Version))
            .Where(j => IsNewest(j) || figures.Of(TallyKind.Inside, j.Name, j.Version) > 0)
            .OrderBy(j => j.Name, StringComparer.Ordinal)
            .ThenByDescending(j => j.Version)
            .Select(j => Row(j, IsNewest(j), figures));
        return Markup.Of($"""
            <h2>Journeys</h2>
            <div class="wide" tabindex="0" role="region" aria-label="Journeys">
            <table>
            <thead><tr><th scope="col">Journey</th><th scope="col" class="n">Inside now</th><th scope="col" class="n">Entered</th><th scope="col" class="n">Messages</th><th scope="col" class="n">Skipped</th><th scope="col">Goals</th></tr></thead>
            <tbody>{rows}</tbody>
            </table>
            </div>
            """);
    }

    private static Markup Row(Journey journey, bool isNewest, Figures figures)
    {
        string Count(TallyKind kind) => Wording.Count(figures.Sum(kind, journey.Name, journey.Version));
        var goals = figures.Named(TallyKind.Reached, journey.Name, journey.Version).ToList();
        var reached = goals.Count == 0
            ? Markup.Of($"""<span class="soft">none yet</span>""")
            : Markup.Join(goals.Select(g => Markup.Of($"""<span class="goal"><b>{Wording.Count(g.Count)}</b> {Wording.Name(g.Name)}</span>""")));
        return Markup.Of($"""
            <tr data-key="{journey.Name} {journey.Version}"><th scope="row"><a href="{Addresses.Journey(journey.Name, journey.Version)}">{Wording.Name(journey.Name)}</a> <span class="soft">version {journey.Version}{(isNewest ? "" : ", older")}</span></th>
            <td class="n inside">{Count(TallyKind.Inside)}</td><td class="n entered">{Count(TallyKind.Entered)}</td><td class="n">{Count(TallyKind.Sent)}</td><td class="n">{Count(TallyKind.Skipped)}</td><td>{reached}</td></tr>
            """);
    }
}
