using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review.Graph;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>The journey's picture; each box says who stands there and who has passed, and leads to its line.</summary>
internal static class JourneyPicture
{
    public static Markup Of(Journey journey, GraphModel graph, Figures figures)
    {
        BoxNote Note(GraphBox box)
        {
            long Sum(TallyKind kind) => box.Steps.Sum(s => figures.Of(kind, journey.Name, journey.Version, s));
            var link = box.Line is { } line ? Addresses.Line(line) : null;
            if (box.Kind == BoxKind.Enter)
            {
                return new("", $"{Wording.Count(figures.Of(TallyKind.Entered, journey.Name, journey.Version))} entered", link);
            }

            var here = Sum(TallyKind.Standing);
            var passed = box.Steps.IsEmpty
                ? figures.Of(TallyKind.Exited, journey.Name, journey.Version, Finished)
                : Sum(TallyKind.Passed);
            return new(here == 0 ? "" : $"{Wording.Count(here)} here now", $"{Wording.Count(passed)} {(box.IsTerminal ? "left" : "so far")}", link);
        }

        return Markup.Of($"""
            <h2 id="picture-title">Where people stand</h2>
            <div class="picture" tabindex="0" role="region" aria-labelledby="picture-title">{new Markup(SvgWriter.Write(graph, Note))}</div>
            """);
    }

    /// <summary>The exit of whoever did every step.</summary>
    private const string Finished = "finished";
}
