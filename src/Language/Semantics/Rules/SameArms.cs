using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>Two arms that do the same. Arms that do nothing at all are a control, and meant.</summary>
internal static class SameArms
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        from step in journey.Steps
        let arms = step switch { ExperimentStep e => e.Arms, BanditStep b => b.Arms, _ => [] }
        let shaped = arms.Where(a => !a.IsHoldout).Select(a => (Arm: a, Shape: StepShape.Of(journey, a.Then, step.Next))).ToList()
        from same in shaped.GroupBy(a => a.Shape, StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() > 1)
        let first = same.First().Arm
        let second = same.Skip(1).First().Arm
        select JourneyDiagnostics.SameArms(second.Location, first.Name, second.Name, first.Location);
}
