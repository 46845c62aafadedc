using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A bandit's context with as many values as there are customers.</summary>
internal static class ContextTooFine
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        from bandit in journey.Steps.OfType<BanditStep>()
        from context in bandit.Spec.Context
        where context.Type is DateType or MomentType || Names(context)
        select JourneyDiagnostics.ContextTooFine(context.Location ?? bandit.Location, Words.Of(context));

    /// <summary>A key or something personal names one customer; of another text nobody can tell how many values it has.</summary>
    private static bool Names(Expression context) =>
        context is MemberExpression { Type: TextType { OneOf.IsEmpty: true }, Target.Type: RecordType record } member && record.Find(member.Name) is { Personal: true } or { IsKey: true };
}
