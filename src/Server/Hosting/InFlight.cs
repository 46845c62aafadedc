using System.Collections.Immutable;
using System.Globalization;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Server.Hosting;

/// <summary>What a new text would break for those who are inside a journey.</summary>
internal static class InFlight
{
    /// <param name="older">Releases that are kept, newest first.</param>
    public static ImmutableArray<string> Problems(Workspace current, ImmutableArray<Workspace> older, IReadOnlyDictionary<(string Journey, int Version), long> inside)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var ((name, version), people) in inside)
        {
            var then = older.Select(w => w.Journey(name)).FirstOrDefault(j => j?.Version == version);
            if (then is null)
            {
                continue;
            }

            var now = current.Journey(name);
            if (now?.Version == version && now.Hash != then.Hash)
            {
                problems.Add($"{Inside(people)} `{name}` version {version}, and its text changed: write `version {version + 1}` at {now.Location.Path}:{now.Location.Line}, and they finish on the text they know");
            }
            else if (now?.Version != version)
            {
                problems.AddRange(Missing(then, current).Select(m => $"{Inside(people)} `{name}` version {version}, which ends with the segment `{m}`: keep the segment until they are through"));
            }
        }

        return problems.ToImmutable();
    }

    /// <summary>A run keeps to the texts it entered with, but who is in which segment is the newest text's to say.</summary>
    private static IEnumerable<string> Missing(Journey journey, Workspace current) =>
        journey.Exits.OfType<SegmentExit>().Select(e => e.Segment).Where(s => current.Segment(s) is null).Distinct(StringComparer.Ordinal);

    private static string Inside(long people) =>
        people == 1 ? "somebody is inside" : string.Create(CultureInfo.InvariantCulture, $"{people:N0} are inside");
}
