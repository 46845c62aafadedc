using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>JRN1002: a journey that runs or starts itself, directly or through others. Each circle is reported once.</summary>
internal static class JourneyCircles
{
    public static void Check(ImmutableArray<Journey> journeys, ICollection<Diagnostic> diagnostics)
    {
        var runs = journeys.ToDictionary(j => j.Name, j => j.Steps.OfType<RunStep>().ToList(), StringComparer.Ordinal);
        foreach (var circle in Circles.Of(journeys.Select(j => j.Name), name => runs.GetValueOrDefault(name)?.Select(r => r.Journey) ?? []))
        {
            var step = runs[circle[0]].First(r => r.Journey == circle[1]);
            diagnostics.Add(JourneyDiagnostics.RunsItself(step.Location, circle[0], circle));
        }
    }
}
