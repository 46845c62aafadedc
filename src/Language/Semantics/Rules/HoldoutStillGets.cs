using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A holdout that does not end, above a send: those who should get nothing get it after all.</summary>
internal static class HoldoutStillGets
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        from experiment in journey.Steps.OfType<ExperimentStep>()
        from holdout in experiment.Arms.Where(a => a.IsHoldout)
        let send = JourneyParts.Block(journey, holdout.Then ?? experiment.Next, null).FirstOrDefault(s => !JourneyParts.Messages(s).IsEmpty)
        where send is not null
        select JourneyDiagnostics.HoldoutStillGets(holdout.Location, JourneyParts.Messages(send)[0].Template, send.Location);
}
