using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>Steps that lie behind `exit after`, however fast a run is.</summary>
internal static class StepAfterTheEnd
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths)
    {
        foreach (var journey in paths.Program.Journeys)
        {
            if (journey.ExitAfter is not { } limit)
            {
                continue;
            }

            var late = journey.Steps.Where(s => s is not JoinStep && paths.Of(journey).Arrivals.TryGetValue(s.Id, out var at) && at.Since.Least >= limit).ToList();
            var behind = late.SelectMany(JourneyParts.Targets).ToHashSet(StringComparer.Ordinal);
            foreach (var step in late.Where(s => !behind.Contains(s.Id)))
            {
                yield return JourneyDiagnostics.AfterTheEnd(step.Location, Words.Of(limit), Words.Of(paths.Of(journey).Arrivals[step.Id].Since.Soonest));
            }
        }
    }
}
