using System.Collections.Immutable;
using System.Globalization;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Server.Hosting;

/// <summary>What a release changed, a line each.</summary>
internal static class ReleaseChanges
{
    public static ImmutableArray<string> Lines(Workspace before, Workspace after, IReadOnlyDictionary<(string Journey, int Version), long> inside)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var name in before.Journeys.Concat(after.Journeys).Select(j => j.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (Line(before.Journey(name), after.Journey(name), inside) is { } line)
            {
                lines.Add(line);
            }
        }

        if (lines.Count == 0 || after with { Journeys = before.Journeys, Hash = "" } is { } rest && CanonicalJson.HashOf(rest) != CanonicalJson.HashOf(before))
        {
            lines.Add("what journeys share: schema, segments, policies or templates");
        }

        return lines.ToImmutable();
    }

    private static string? Line(Journey? before, Journey? after, IReadOnlyDictionary<(string Journey, int Version), long> inside) => (before, after) switch
    {
        (null, { } added) => $"+ {added.Name} version {added.Version}",
        ({ } removed, null) => $"- {removed.Name}{Staying(removed, inside)}",
        ({ } old, { } changed) when old.Version != changed.Version => $"~ {changed.Name} version {old.Version} -> {changed.Version}{Staying(old, inside)}",
        ({ } old, { } changed) when old.Hash != changed.Hash => $"~ {changed.Name} version {changed.Version}, which nobody is inside",
        _ => null,
    };

    private static string Staying(Journey journey, IReadOnlyDictionary<(string Journey, int Version), long> inside) =>
        inside.GetValueOrDefault((journey.Name, journey.Version)) is > 0 and var people
            ? string.Create(CultureInfo.InvariantCulture, $"; {people:N0} inside finish on version {journey.Version}")
            : "";
}
