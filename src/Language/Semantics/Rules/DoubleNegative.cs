using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>`not x is missing`.</summary>
internal static class DoubleNegative
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from not in ProgramExpressions.Of(paths.Program).SelectMany(ExpressionTree.AsWritten).OfType<UnaryExpression>()
        where not is { Operator: UnaryOperator.Not, Operand: IsExpression { Test: IsTest.Missing, Negated: false } }
        from place in JourneyParts.Maybe(not.Location)
        select JourneyDiagnostics.NotMissing(place, Words.Of(((IsExpression)not.Operand).Value));
}
