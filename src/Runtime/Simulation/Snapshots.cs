using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>Who was in which segment at the instants that were asked for.</summary>
internal sealed class Snapshots(BacktestRequest request, int customers)
{
    private readonly ImmutableSortedDictionary<Instant, ImmutableSortedDictionary<string, Membership>?[]> _taken = request.SegmentsAt
        .Where(at => at >= request.From && at <= request.To)
        .Distinct()
        .ToImmutableSortedDictionary(at => at, _ => new ImmutableSortedDictionary<string, Membership>?[customers]);

    public bool HasAt(Instant at) => _taken.ContainsKey(at);

    public IEnumerable<Instant> Between(Instant start, Instant end) =>
        _taken.IsEmpty ? [] : _taken.Keys.Where(at => at >= start && at < end);

    public void Take(Instant at, int index, CustomerTrack track, Facts facts) => _taken[at][index] = track.MembershipsAt(at, facts);

    public ImmutableArray<SegmentSnapshot> Result(ImmutableArray<string> ids, Workspace workspace) =>
    [
        .. _taken.SelectMany(taken => workspace.Segments.Select(segment =>
        {
            var keys = InOrder(Enumerable.Range(0, ids.Length).Where(i => taken.Value[i]?.ContainsKey(segment.Name) == true).Select(i => ids[i]));
            return new SegmentSnapshot(taken.Key, segment.Name, keys.Length, Checksum(keys), request.KeepMembers ? keys : []);
        })),
    ];

    /// <summary>Ascending: as numbers when all are whole numbers, else ordinally.</summary>
    internal static ImmutableArray<string> InOrder(IEnumerable<string> keys)
    {
        var all = keys.ToImmutableArray();
        return all.All(key => key.Length > 0 && key.All(char.IsAsciiDigit))
            ? [.. all.OrderBy(key => BigInteger.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture)).ThenBy(key => key, StringComparer.Ordinal)]
            : all.Sort(StringComparer.Ordinal);
    }

    /// <summary>FNV-1a, 32 bits, of the keys joined by commas.</summary>
    internal static string Checksum(ImmutableArray<string> keys)
    {
        var hash = 2_166_136_261u;
        foreach (var octet in Encoding.UTF8.GetBytes(string.Join(',', keys)))
        {
            hash = (hash ^ octet) * 16_777_619u;
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
