using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review.Graph;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>One version of a journey: its picture with who stands where, its counts, its text.</summary>
internal static class JourneyPage
{
    /// <param name="version">Null shows the newest.</param>
    public static PageSource Of(DashboardSources sources, string name, int? version) => new(
        cancellation => MakeAsync(sources, name, version, cancellation),
        commit => commit.Tallies.Any(t => t.Key.Journey == name));

    private static async ValueTask<Page?> MakeAsync(DashboardSources sources, string name, int? asked, CancellationToken cancellation)
    {
        var releases = sources.Releases();
        if ((asked ?? releases.Current.Journey(name)?.Version) is not { } version || releases.Release.WorkspaceOf(name, version) is not { } workspace || workspace.Journey(name) is not { } journey)
        {
            return null;
        }

        var figures = new Figures(await sources.History.TalliesAsync(cancellation));
        var graph = GraphBuilder.Build(workspace, journey);
        return new Page(Wording.Name(name), $"/dashboard/events{Addresses.Journey(name, version)}", "journey",
        [
            new("head", Head(journey, graph, releases, figures)),
            new("picture", JourneyPicture.Of(journey, graph, figures)),
            new("counts", JourneyCounts.Of(journey, figures)),
            new("text", JourneyText.Of(journey, figures)),
        ]);
    }

    private static Markup Head(Journey journey, GraphModel graph, ReleaseSet releases, Figures figures)
    {
        string Count(TallyKind kind) => Wording.Count(figures.Sum(kind, journey.Name, journey.Version));
        var summary = graph.Summary.Select(s => Markup.Of($"<li>{s}</li>"));
        return Markup.Of($"""
            <h1>{Wording.Name(journey.Name)} <span class="soft">version {journey.Version}</span></h1>
            <p>{journey.Documentation}</p>
            {Versions(journey, releases, figures)}
            <ul class="summary">{summary}</ul>
            <ul class="tiles">
            {HomeTotals.Tile("inside", Count(TallyKind.Inside), "inside now")}
            {HomeTotals.Tile("entered", Count(TallyKind.Entered), "entered")}
            {HomeTotals.Tile("messages", Count(TallyKind.Sent), "messages")}
            {HomeTotals.Tile("skipped", Count(TallyKind.Skipped), "messages skipped")}
            {HomeTotals.Tile("goals", Count(TallyKind.Reached), "goals reached")}
            </ul>
            """);
    }

    private static Markup Versions(Journey journey, ReleaseSet releases, Figures figures)
    {
        var newest = releases.Current.Journey(journey.Name)?.Version;
        ImmutableArray<int> others = [.. figures.Versions(journey.Name).Concat(newest is { } n ? [n] : []).Distinct().Where(v => v != journey.Version).OrderDescending()];
        if (others.IsEmpty)
        {
            return Markup.Empty;
        }

        var links = others.Select(v => Markup.Of($"""
             <a href="{Addresses.Journey(journey.Name, v)}">version {v}{(v == newest ? ", the newest" : "")}: {Wording.Count(figures.Of(TallyKind.Inside, journey.Name, v))} inside</a>
            """));
        return Markup.Of($"""<p class="versions">Also running:{links}</p>""");
    }
}
