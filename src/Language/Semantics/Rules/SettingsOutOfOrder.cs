using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>Settings in another order than the formatter's. A journey is told once.</summary>
internal static class SettingsOutOfOrder
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) => paths.Program.Journeys.Select(Of).OfType<Diagnostic>();

    private static Diagnostic? Of(Journey journey)
    {
        var settings = Settings(journey).ToList();
        var furthest = settings.FirstOrDefault();
        foreach (var setting in settings)
        {
            if (setting.Location.Span.Start < furthest.Location.Span.Start)
            {
                return JourneyDiagnostics.UnusualOrder(furthest.Location, setting.Name, furthest.Name);
            }

            furthest = setting;
        }

        return null;
    }

    /// <summary>In the usual order; those of one kind in their own.</summary>
    private static IEnumerable<(string Name, Location Location)> Settings(Journey journey) =>
        Of("input", journey.Inputs.Select(f => f.Location))
            .Concat(Of("returns", journey.Returns.Select(f => f.Location)))
            .Concat(Of("enter", journey.Triggers.Select(t => t.Location)))
            .Concat(Of("eligible", journey.Eligible.Select(c => c.Location)))
            .Concat(Of("goal", journey.Goals.Select(g => g.Location)))
            .Concat(Of("exit", journey.Exits.Select(e => e.Location)))
            .Concat(Of("let", journey.Locals.Select(l => l.Location)));

    private static IEnumerable<(string, Location)> Of(string name, IEnumerable<Location?> places) =>
        places.OfType<Location>().OrderBy(p => p.Span.Start).Select(p => (name, p));
}
