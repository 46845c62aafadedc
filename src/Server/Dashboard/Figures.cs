using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>The tallies, to be asked by what they count.</summary>
internal sealed class Figures(IReadOnlyList<KeyValuePair<TallyKey, long>> tallies)
{
    private readonly Dictionary<TallyKey, long> _tallies = new(tallies);

    public long Of(TallyKind kind, string journey = "", int version = 0, string name = "") =>
        _tallies.GetValueOrDefault(new TallyKey(kind, journey, version, name));

    public long Sum(TallyKind kind) => tallies.Where(t => t.Key.Kind == kind).Sum(t => t.Value);

    public long Sum(TallyKind kind, string journey, int version) => Named(kind, journey, version).Sum(t => t.Count);

    /// <summary>The most frequent first.</summary>
    public IEnumerable<(string Name, long Count)> Named(TallyKind kind, string journey, int version) => tallies
        .Where(t => t.Key.Kind == kind && t.Key.Journey == journey && t.Key.Version == version)
        .OrderByDescending(t => t.Value)
        .ThenBy(t => t.Key.Name, StringComparer.Ordinal)
        .Select(t => (t.Key.Name, t.Value));

    /// <summary>Versions somebody is inside.</summary>
    public IEnumerable<int> Versions(string journey) => tallies
        .Where(t => t.Key.Kind == TallyKind.Inside && t.Key.Journey == journey && t.Value > 0)
        .Select(t => t.Key.Version);
}
