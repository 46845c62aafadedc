using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Semantics.Domains;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A journey whose trigger and `eligible` exclude each other.</summary>
internal static class NobodyEnters
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        where !journey.Eligible.IsEmpty && journey.Steps.Any(s => !JourneyParts.Messages(s).IsEmpty)
        let entered = EntryFacts.Of(paths, journey with { Eligible = [] }).Facts
        where !entered.IsImpossible && entered.And(paths.Domains.Of(journey.Eligible, Truths.Yes)).IsImpossible
        let culprit = journey.Eligible.FirstOrDefault(c => entered.And(paths.Domains.Of(c, Truths.Yes)).IsImpossible) ?? journey.Eligible[^1]
        select JourneyDiagnostics.NobodyEnters(culprit.Location, journey.Name, journey.Triggers.IsEmpty ? null : journey.Triggers[0].Location);
}
