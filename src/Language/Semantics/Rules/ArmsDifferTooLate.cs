using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>An experiment that is measured before its arms have done anything.</summary>
internal static class ArmsDifferTooLate
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        let arrivals = paths.Of(journey).Arrivals
        from experiment in journey.Steps.OfType<ExperimentStep>()
        from spec in JourneyParts.Maybe(experiment.Spec)
        where arrivals.ContainsKey(experiment.Id)
        let acts = experiment.Arms
            .SelectMany(a => JourneyParts.Block(journey, a.Then, experiment.Next))
            .Where(s => Acts(s) && arrivals.ContainsKey(s.Id))
            .Select(s => arrivals[s.Id].Since - arrivals[experiment.Id].Since)
            .ToList()
        where acts.Count > 0
        let first = acts.MinBy(a => a.Least)
        from measure in spec.Measures
        where measure.Within is { } within && first.Least > within
        select JourneyDiagnostics.ArmsDifferTooLate(measure.Location, Words.Of(first.Soonest), Words.Of(measure.Within!.Value), experiment.Location);

    private static bool Acts(Step step) => step is not (WaitStep or WaitUntilStep or WaitForStep or BranchStep or SwitchStep or LetStep or NothingStep or ForkStep or JoinStep or LoopStep or EachStep);
}
