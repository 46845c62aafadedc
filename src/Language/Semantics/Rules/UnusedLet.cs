using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A name made by `let` that nothing reads.</summary>
internal static class UnusedLet
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) => paths.Program.Journeys.SelectMany(Of);

    private static IEnumerable<Diagnostic> Of(Journey journey)
    {
        var read = ProgramExpressions.Of(journey).SelectMany(ExpressionTree.All).OfType<VariableExpression>().Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        return journey.Locals.Select(l => (l.Name, l.Location))
            .Concat(journey.Steps.OfType<LetStep>().Select(l => (l.Name, l.Location)))
            .Where(l => !read.Contains(l.Name))
            .Select(l => JourneyDiagnostics.UnusedLet(l.Location, l.Name));
    }
}
