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
        where context.Type is TextType { OneOf.IsEmpty: true } or DateType or MomentType
        select JourneyDiagnostics.ContextTooFine(context.Location ?? bandit.Location, Words.Of(context));
}
