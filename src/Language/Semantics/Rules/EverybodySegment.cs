using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Semantics.Domains;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A segment that everybody is in.</summary>
internal static class EverybodySegment
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) => paths.Program.Segments
        .Where(s => !s.Conditions.IsEmpty && paths.Domains.Of(s.Conditions, Truths.NotYes).IsImpossible)
        .Select(s => JourneyDiagnostics.EverybodyInSegment(s.Conditions[0].Location, s.Name));
}
