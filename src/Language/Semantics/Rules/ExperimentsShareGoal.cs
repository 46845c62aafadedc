using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Review;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>Two experiments on one path that measure the same.</summary>
internal static class ExperimentsShareGoal
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        let arrivals = paths.Of(journey).Arrivals
        from later in journey.Steps.OfType<ExperimentStep>()
        where later.Spec is not null && arrivals.ContainsKey(later.Id)
        from earlier in arrivals[later.Id].Experiments.Select(journey.Find).OfType<ExperimentStep>()
        where earlier.Spec is not null && earlier != later
        let shared = Measured(earlier).Intersect(Measured(later)).FirstOrDefault()
        where shared is not null
        select JourneyDiagnostics.ExperimentsShareGoal(later.Location, later.Name, earlier.Name, shared, earlier.Location);

    private static IEnumerable<string> Measured(ExperimentStep step) => step.Spec?.Measures.Select(Name) ?? [];

    private static string Name(Measure measure) =>
        measure.Goal ?? (measure.Event is { } e ? $"{e.Event}{(e.Where is null ? "" : " where " + ExpressionText.Of(e.Where))}" : "");
}
