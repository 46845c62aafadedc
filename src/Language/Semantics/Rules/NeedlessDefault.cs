using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>`default` behind a value that is always there.</summary>
internal static class NeedlessDefault
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from expression in ProgramExpressions.Of(paths.Program).SelectMany(ExpressionTree.AsWritten).OfType<BinaryExpression>()
        where expression.Operator == BinaryOperator.Default && !expression.Left.MayBeMissing && expression.Left.Type is not UnknownType
        let left = expression.Left.Location
        let right = expression.Right.Location
        where left is not null && right is not null && left.Source == right.Source
        select JourneyDiagnostics.DefaultWithoutEffect(left, right, Words.At(left));
}
