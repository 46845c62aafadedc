using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A journey without `##` lines.</summary>
internal static class NoDescription
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) => paths.Program.Journeys
        .Where(j => string.IsNullOrWhiteSpace(j.Documentation))
        .Select(j => JourneyDiagnostics.NoDescription(j.Location, j.Name));
}
