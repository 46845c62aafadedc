using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A test that gives a model's answer to a journey which never asks that model.</summary>
internal static class TestSetsWhatNobodyAsks
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from test in paths.Program.Tests
        let journey = paths.Program.Journey(test.Journey)
        where journey is not null
        let asked = Asked(paths.Program, journey)
        from given in test.Given
        let model = given switch { GivenPrediction p => p.Model, GivenRecommendation r => r.Model, _ => null }
        where model is not null && !asked.Contains(model)
        select JourneyDiagnostics.NeverAsked(given.Location, model, journey.Name);

    /// <summary>The models that the journey, those it starts, and any segment ask.</summary>
    private static HashSet<string> Asked(Workspace workspace, Journey journey)
    {
        var journeys = new List<Journey> { journey };
        for (var i = 0; i < journeys.Count; i++)
        {
            journeys.AddRange(journeys[i].Steps.OfType<RunStep>().Select(r => workspace.Journey(r.Journey)).OfType<Journey>().Where(j => !journeys.Contains(j)));
        }

        return workspace.Segments.SelectMany(s => s.Conditions).SelectMany(ProgramExpressions.Of)
            .Concat(workspace.Templates.SelectMany(t => t.Parts).Select(p => p.Text))
            .Concat(journeys.SelectMany(ProgramExpressions.Of))
            .SelectMany(ExpressionTree.All)
            .Select(e => e switch { PredictExpression p => p.Model, RecommendExpression r => r.Model, _ => null })
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
    }
}
