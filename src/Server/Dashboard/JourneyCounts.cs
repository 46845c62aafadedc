using System.Globalization;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review.Graph;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>What became of everybody who entered, and why others did not.</summary>
internal static class JourneyCounts
{
    public static Markup Of(Journey journey, Figures figures)
    {
        var entered = figures.Of(TallyKind.Entered, journey.Name, journey.Version);
        IEnumerable<(string, long)> Named(TallyKind kind) => figures.Named(kind, journey.Name, journey.Version).Select(n => (Wording.Name(n.Name), n.Count));
        return Markup.Of($"""
            {Bars("Funnel", "of those who entered", Funnel(journey, figures, entered), entered, "Nobody has entered yet.")}
            {Bars("How it ended", "of those who entered", Named(TallyKind.Exited), entered, "Nobody has left yet.")}
            {Bars("Messages not sent", "by reason", Named(TallyKind.Skipped), 0, "None was held back for good.")}
            {Bars("Not let in", "triggers that led to no entry, by reason", Named(TallyKind.Refused), 0, "Everybody whose trigger came was let in.")}
            """);
    }

    private static IEnumerable<(string, long)> Funnel(Journey journey, Figures figures, long entered)
    {
        if (entered == 0)
        {
            yield break;
        }

        yield return ("entered", entered);
        foreach (var step in journey.Steps.OrderBy(s => s.Location.Line))
        {
            if (step is SendStep or SendFirstStep or AskStep)
            {
                yield return (string.Create(CultureInfo.InvariantCulture, $"{Words(step)} (line {step.Location.Line})"), figures.Of(TallyKind.Sent, journey.Name, journey.Version, step.Id));
            }
        }

        foreach (var goal in journey.Goals)
        {
            yield return ($"goal {Wording.Name(goal.Name)}", figures.Of(TallyKind.Reached, journey.Name, journey.Version, goal.Name));
        }
    }

    private static string Words(Step step) => step switch
    {
        SendStep s => $"{ChannelNames.Of(s.Message.Channel)} {Wording.Name(s.Message.Template)}",
        AskStep s => $"question {Wording.Name(s.Message.Template)}",
        _ => "first message that reaches",
    };

    /// <param name="whole">What a full bar stands for; 0 for the largest.</param>
    private static Markup Bars(string title, string of, IEnumerable<(string Name, long Count)> counts, long whole, string none)
    {
        var all = counts.ToList();
        if (all.Count == 0)
        {
            return Markup.Of($"""<section class="card" data-key="{title}"><h3>{title}</h3><p class="soft">{none}</p></section>""");
        }

        var full = Math.Max(1, whole > 0 ? whole : all.Max(c => c.Count));
        var rows = all.Select(c => Markup.Of($"""
            <li data-key="{c.Name}"><span class="name"><bdi>{c.Name}</bdi></span><span class="n">{Wording.Count(c.Count)}{(whole > 0 ? Markup.Of($""" <span class="soft">{Wording.Share(c.Count, whole)}</span>""") : Markup.Empty)}</span>
            <svg class="bar" viewBox="0 0 1000 6" preserveAspectRatio="none" aria-hidden="true"><rect width="{Math.Min(1000, 1000 * c.Count / full)}" height="6"/></svg></li>
            """));
        return Markup.Of($"""<section class="card" data-key="{title}"><h3>{title} <span class="soft">{of}</span></h3><ul class="bars">{rows}</ul></section>""");
    }
}
