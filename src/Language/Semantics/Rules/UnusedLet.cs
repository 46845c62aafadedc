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
        var read = ProgramExpressions.Of(journey).SelectMany(ExpressionTree.AsWritten).OfType<VariableExpression>().Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        var locals = journey.Locals.Where(l => !read.Contains(l.Name)).Select(l => JourneyDiagnostics.UnusedLet(l.Location, l.Name, standsAlone: false));
        var steps = journey.Steps.OfType<LetStep>().Where(l => !read.Contains(l.Name)).Select(l => JourneyDiagnostics.UnusedLet(l.Location, l.Name, StandsAlone(journey, l)));
        return locals.Concat(steps);
    }

    /// <summary>The next step, if there is one at the same depth, stays in the block.</summary>
    private static bool StandsAlone(Journey journey, LetStep let) =>
        journey.Find(let.Next) is not { } next || next.Location.Column != let.Location.Column || next.Location.Span.Start < let.Location.Span.Start;
}
