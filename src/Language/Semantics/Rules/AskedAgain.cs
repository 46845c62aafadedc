using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A model asked again after a wait: the second answer may differ from the first.</summary>
internal static class AskedAgain
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        let arrivals = paths.Of(journey).Arrivals
        from step in journey.Steps
        where arrivals.ContainsKey(step.Id) && step is not LoopStep
        let found = Of(step, arrivals[step.Id])
        where found is not null
        select found;

    private static Diagnostic? Of(Step step, PathState at)
    {
        foreach (var predict in ProgramExpressions.Of(step).SelectMany(ExpressionTree.AsWritten).OfType<PredictExpression>())
        {
            var before = at.Predictions.Where(p => p.Text == ExpressionText.Of(predict)).ToList();
            if (predict.Location is { } place && before.FirstOrDefault(p => p.Pauses < at.Pauses) is { } first)
            {
                return JourneyDiagnostics.AskedAgain(place, predict.Model, before.DistinctBy(p => p.Location).Count() + 1, first.Location);
            }
        }

        return null;
    }
}
