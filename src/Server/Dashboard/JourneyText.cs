using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>The text of the release that runs, line by line, with who rests where in the margin.</summary>
internal static class JourneyText
{
    public static Markup Of(Journey journey, Figures figures)
    {
        var source = journey.Location.Source;
        var here = journey.Steps
            .Where(s => s.Location.Path == source.Path)
            .GroupBy(s => s.Location.Line)
            .ToDictionary(g => g.Key, g => g.Sum(s => figures.Of(TallyKind.Standing, journey.Name, journey.Version, s.Id)));
        var count = source.Text.EndsWith('\n') ? source.LineCount - 1 : source.LineCount;
        var lines = Enumerable.Range(1, count).Select(n =>
        {
            var standing = here.GetValueOrDefault(n);
            return Markup.Of($"""
                <li id="L{n}"><a class="number" href="{Addresses.Line(n)}" aria-label="Line {n}">{n}</a><code>{source.LineText(n)}</code>{(standing == 0 ? Markup.Empty : Markup.Of($"""<span class="here">{Wording.Count(standing)} here</span>"""))}</li>
                """);
        });
        return Markup.Of($"""
            <h2 id="text-title">The text <span class="soft">{source.Path}</span></h2>
            <ol class="text" tabindex="0" aria-labelledby="text-title">{lines}</ol>
            """);
    }
}
