using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A read or write of a field that is declared deprecated.</summary>
internal static class DeprecatedField
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) => Reads(paths.Program).Concat(Writes(paths.Program));

    private static IEnumerable<Diagnostic> Reads(Workspace workspace) =>
        from member in ProgramExpressions.Of(workspace).SelectMany(ExpressionTree.AsWritten).OfType<MemberExpression>()
        let field = (member.Target.Type as RecordType)?.Find(member.Name)
        where field is { Deprecated: true }
        from place in JourneyParts.Maybe(member.Location)
        select JourneyDiagnostics.DeprecatedField(place, Words.Of(member), field.DeprecatedBecause, field.Location);

    private static IEnumerable<Diagnostic> Writes(Workspace workspace) =>
        from write in workspace.Journeys.SelectMany(j => j.Steps).OfType<WriteStep>()
        let field = workspace.Customer.Find(write.Field)
        where field is { Deprecated: true }
        select JourneyDiagnostics.DeprecatedField(write.Location, "customer." + write.Field, field.DeprecatedBecause, field.Location);
}
