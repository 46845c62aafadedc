using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A journey beyond the limit of steps. Where branches meet is no step that anybody wrote.</summary>
internal static class TooManySteps
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        let steps = journey.Steps.Count(s => s is not JoinStep)
        where steps > Limits.Steps
        select JourneyDiagnostics.TooManySteps(journey.Location, journey.Name, steps, Limits.Steps);
}
