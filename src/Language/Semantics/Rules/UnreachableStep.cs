using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>Steps below an exit. The first of them is reported, not those behind it.</summary>
internal static class UnreachableStep
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) => paths.Program.Journeys.SelectMany(j => Of(paths, j));

    private static IEnumerable<Diagnostic> Of(WorkspacePaths paths, Journey journey)
    {
        var arrivals = paths.Of(journey).Arrivals;
        var lost = journey.Steps.Where(s => !arrivals.ContainsKey(s.Id)).ToList();
        var behind = lost.SelectMany(JourneyParts.Targets).ToHashSet(StringComparer.Ordinal);
        return
            from step in lost
            where step is not JoinStep && !behind.Contains(step.Id)
            let exit = journey.Steps.TakeWhile(s => s != step).LastOrDefault(s => s is ExitStep or ReturnStep or StopStep)
            select JourneyDiagnostics.NeverReached(step.Location, exit?.Location);
    }
}
