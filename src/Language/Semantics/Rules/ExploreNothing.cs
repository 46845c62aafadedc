using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>`explore at least 0%`.</summary>
internal static class ExploreNothing
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        from bandit in journey.Steps.OfType<BanditStep>()
        where bandit.Spec.ExploreAtLeast <= 0
        select JourneyDiagnostics.ExploreNothing(Place(bandit), bandit.Name);

    /// <summary>The line that says it.</summary>
    private static Text.Location Place(BanditStep bandit)
    {
        var source = bandit.Location.Source;
        var at = source.Text.IndexOf("explore", bandit.Location.Span.Start, StringComparison.Ordinal);
        if (at < 0)
        {
            return bandit.Location;
        }

        var end = source.Text.IndexOf('%', at);
        return end < 0 ? bandit.Location : new Text.Location(source, Text.Span.FromBounds(at, end + 1));
    }
}
