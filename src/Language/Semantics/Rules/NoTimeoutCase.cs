using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>`wait up to` with cases and without `on timeout`.</summary>
internal static class NoTimeoutCase
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        from wait in journey.Steps.OfType<WaitForStep>()
        where wait.OnTimeout is null || wait.OnTimeout == wait.Next
        where wait.Cases.Any(c => c.Then is not null && c.Then != wait.Next)
        select JourneyDiagnostics.NoTimeoutCase(wait.Location, wait.Cases.Length + 1);
}
