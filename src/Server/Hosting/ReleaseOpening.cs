using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Language;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Server.Hosting;

/// <summary>What the text of today means for an engine that has data: the releases it runs, and what is new.</summary>
/// <param name="Set">Null when the text would break somebody's way.</param>
/// <param name="Changes">Lines for people, empty when nothing changed.</param>
/// <param name="Problems">Why the text can not be released.</param>
internal sealed record ReleaseOpening(ReleaseSet? Set, ImmutableArray<string> Changes, ImmutableArray<string> Problems)
{
    /// <summary>Compares the text with what the store keeps. Writes nothing.</summary>
    public static async ValueTask<ReleaseOpening> CompareAsync(Compilation compilation, IStore store, IHistory history, CancellationToken cancellation)
    {
        var kept = await store.ReferencesAsync(ReferenceKind.Release, cancellation);
        var newest = kept is [.., var last] ? last : null;
        var inside = await InsideAsync(history, cancellation);
        var current = compilation.Workspace;
        var before = newest is null || newest.Version == current.Hash ? null : Compile(newest);
        var needed = await NeededAsync(kept, current, inside, history, cancellation);
        var problems = before is null ? [] : InFlight.Problems(current, [before, .. needed], inside);
        return problems.IsEmpty
            ? new ReleaseOpening(new ReleaseSet(current, WithNewest(before, needed)), before is null ? [] : ReleaseChanges.Lines(before, current, inside), [])
            : new ReleaseOpening(null, [], problems);
    }

    /// <summary>Keeps the text of today, where it is not the newest that is kept.</summary>
    public static async ValueTask KeepAsync(Compilation compilation, IStore store, Instant now, CancellationToken cancellation)
    {
        var newest = await store.ReferencesAsync(ReferenceKind.Release, cancellation) is [.., var last] ? last : null;
        if (newest?.Version == compilation.Workspace.Hash)
        {
            return;
        }

        // A text that comes back is released again, so the instant is part of its name.
        var from = newest is null || newest.ValidFrom < now ? now : newest.ValidFrom + Duration.FromMilliseconds(1);
        var name = InstantPattern.ExtendedIso.Format(from);
        await store.AddReferenceAsync(new ReferenceRow(ReferenceKind.Release, name, compilation.Workspace.Hash, from, ReleaseCodec.Encode(compilation.Files)), cancellation);
    }

    private static async ValueTask<ImmutableSortedDictionary<(string Journey, int Version), long>> InsideAsync(IHistory history, CancellationToken cancellation) =>
        (await history.TalliesAsync(cancellation))
            .Where(t => t.Key.Kind == TallyKind.Inside && t.Value > 0)
            .GroupBy(t => (t.Key.Journey, t.Key.Version))
            .ToImmutableSortedDictionary(g => g.Key, g => g.Sum(t => t.Value));

    /// <summary>The older releases that somebody is inside, or whose messages still wait, newest first.</summary>
    private static async ValueTask<ImmutableArray<Workspace>> NeededAsync(
        IReadOnlyList<ReferenceRow> kept, Workspace current, ImmutableSortedDictionary<(string Journey, int Version), long> inside, IHistory history, CancellationToken cancellation)
    {
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        foreach (var status in (OutboxStatus[])[OutboxStatus.Open, OutboxStatus.Trying])
        {
            waiting.UnionWith(await ReleasesOfAsync(history, status, cancellation));
        }

        var missing = inside.Keys.Where(k => current.Journey(k.Journey)?.Version != k.Version).ToHashSet();
        var needed = ImmutableArray.CreateBuilder<Workspace>();
        foreach (var row in kept.Reverse().DistinctBy(r => r.Version).Where(r => r.Version != current.Hash))
        {
            if (missing.Count == 0 && !waiting.Contains(row.Version))
            {
                continue;
            }

            var workspace = Compile(row);
            var found = missing.RemoveWhere(k => workspace.Journey(k.Journey)?.Version == k.Version);
            if (found > 0 || waiting.Contains(row.Version))
            {
                needed.Add(workspace);
            }
        }

        return needed.ToImmutable();
    }

    /// <summary>The release that most customers come from tells whether their windows must be made again.</summary>
    private static ImmutableArray<Workspace> WithNewest(Workspace? before, ImmutableArray<Workspace> needed) =>
        before is null || needed.Any(w => w.Hash == before.Hash) ? needed : [before, .. needed];

    private static async ValueTask<IReadOnlySet<string>> ReleasesOfAsync(IHistory history, OutboxStatus status, CancellationToken cancellation)
    {
        const int page = 1_000;
        var releases = new HashSet<string>(StringComparer.Ordinal);
        var after = 0L;
        IReadOnlyList<OutboxEntry> entries;
        do
        {
            entries = await history.OutboxAsync(after, page, status, null, cancellation);
            releases.UnionWith(entries.Select(e => e.Row.Release));
            after = entries.Count == 0 ? after : entries[^1].Sequence;
        }
        while (entries.Count == page);

        return releases;
    }

    private static Workspace Compile(ReferenceRow row) => JourneyCompiler.Compile(ReleaseCodec.Decode(row.Body.Span)).Workspace;
}
