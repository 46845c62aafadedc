using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>The ports of a store in memory, with faults on demand. What it promises is what every store promises.</summary>
public sealed partial class MemoryStore(TimeProvider time) : IStore, IDeliveries, IHistory
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, DocumentRow> _documents = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, InboxRow> _inbox = [];
    private readonly SortedDictionary<long, ParkedRow> _parked = [];
    private readonly Dictionary<(string Customer, ulong Hash), Instant> _seen = [];
    private readonly Dictionary<TallyKey, long> _tallies = [];
    private readonly List<ReferenceRow> _references = [];
    private readonly List<JournalRow> _journal = [];
    private readonly Dictionary<long, ImmutableArray<string>> _personal = [];
    private long _lastInbox;
    private long _lastParked;
    private long _lastRow;

    /// <summary>Asked before a commit is written; throw a <see cref="StoreException"/> to refuse it: nothing of it is there then.</summary>
    public Action<Commit>? BeforeCommit { get; set; }

    /// <summary>Asked after a commit was written; throw a <see cref="StoreException"/> to lose its answer.</summary>
    public Action<Commit>? AfterCommit { get; set; }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public ValueTask<IReadOnlyList<DocumentRow>> LoadAsync(IReadOnlyCollection<string> customers, CancellationToken cancellation) =>
        Locked<IReadOnlyList<DocumentRow>>(() =>
            [.. customers.Order(StringComparer.Ordinal).Select(c => _documents.GetValueOrDefault(c)).OfType<DocumentRow>()]);

    public ValueTask<IReadOnlyList<DocumentRow>> PageAsync(string? after, int most, CancellationToken cancellation) =>
        Locked<IReadOnlyList<DocumentRow>>(() =>
            [.. _documents.Values.Where(d => after is null || string.CompareOrdinal(d.Customer, after) > 0).Take(most)]);

    public ValueTask<IReadOnlyList<DueRow>> DueAsync(Instant now, int most, CancellationToken cancellation) =>
        Locked<IReadOnlyList<DueRow>>(() =>
        [
            .. _documents.Values
                .Where(d => d.DueAt <= now)
                .Select(d => new DueRow(d.Customer, d.DueAt!.Value))
                .OrderBy(d => d.DueAt)
                .Take(most),
        ]);

    public ValueTask<Instant?> NextDueAsync(CancellationToken cancellation) =>
        Locked(() => _documents.Values.Min(d => d.DueAt));

    public ValueTask<IReadOnlySet<ulong>> SeenAsync(string customer, IReadOnlyCollection<ulong> hashes, CancellationToken cancellation) =>
        Locked<IReadOnlySet<ulong>>(() => hashes.Where(h => _seen.ContainsKey((customer, h))).ToHashSet());

    public ValueTask<IReadOnlyList<CustomerEvent>> PastAsync(string customer, CancellationToken cancellation) =>
        Locked<IReadOnlyList<CustomerEvent>>(() => [.. _journal.Where(r => r.Customer == customer).Select(r => r.Event).OfType<CustomerEvent>()]);

    public ValueTask CommitAsync(Commit commit, CancellationToken cancellation)
    {
        lock (_lock)
        {
            BeforeCommit?.Invoke(commit);
            RefuseStale(commit);
            Write(commit);
            Erase(commit);
            AfterCommit?.Invoke(commit);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<InboxRow>> AddToInboxAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellation) =>
        Locked<IReadOnlyList<InboxRow>>(() => [.. rows.Select(r => AddToInbox(r.Customer, r.Input))]);

    public ValueTask<IReadOnlyList<InboxRow>> InboxAsync(long after, int most, CancellationToken cancellation) =>
        Locked<IReadOnlyList<InboxRow>>(() => [.. _inbox.Values.Where(r => r.Id > after).Take(most)]);

    public ValueTask<IReadOnlyList<ParkedRow>> ParkedAsync(long after, int most, CancellationToken cancellation) =>
        Locked<IReadOnlyList<ParkedRow>>(() => [.. _parked.Values.Where(r => r.Id > after).Take(most)]);

    public ValueTask<bool> CloseParkedAsync(long id, CancellationToken cancellation) => Locked(() => _parked.Remove(id));

    public ValueTask<IReadOnlyList<ReferenceRow>> ReferencesAsync(ReferenceKind kind, CancellationToken cancellation) =>
        Locked<IReadOnlyList<ReferenceRow>>(() =>
        [
            .. _references
                .Where(r => r.Kind == kind)
                .OrderBy(r => r.ValidFrom)
                .GroupBy(r => kind is ReferenceKind.Release ? r.Version : r.Name, StringComparer.Ordinal)
                .Select(versions => versions.Last())
                .OrderBy(r => r.ValidFrom),
        ]);

    public ValueTask AddReferenceAsync(ReferenceRow row, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!_references.Exists(r => (r.Kind, r.Name, r.Version) == (row.Kind, row.Name, row.Version)))
            {
                _references.Add(row);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DropReferenceAsync(ReferenceKind kind, string name, string version, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _references.RemoveAll(r => (r.Kind, r.Name, r.Version) == (kind, name, version));
        }

        return ValueTask.CompletedTask;
    }

    private void RefuseStale(Commit commit)
    {
        foreach (var (row, over) in commit.Documents)
        {
            if ((_documents.GetValueOrDefault(row.Customer)?.Version ?? 0) != over)
            {
                throw new StoreException(StoreFault.Stale, $"a document is not at version {over} any more; load it and decide again");
            }
        }
    }

    private void Write(Commit commit)
    {
        foreach (var write in commit.Documents)
        {
            _documents[write.Row.Customer] = write.Row;
        }

        foreach (var row in commit.Outbox)
        {
            if (_places.TryAdd(row.Key, _outbox.Count))
            {
                _outbox.Add(new OutboxEntry(_outbox.Count + 1, row, OutboxStatus.Open, 0, row.At, null, null, null));
            }
        }

        foreach (var row in commit.Journal)
        {
            _journal.Add(row with { Sequence = ++_lastRow, Entry = row.Entry with { Location = null }, Personal = [] });
            if (!row.Personal.IsEmpty)
            {
                _personal.Add(_lastRow, row.Personal);
            }
        }

        foreach (var row in commit.Parked)
        {
            _parked.Add(++_lastParked, row with { Id = _lastParked });
        }

        foreach (var (key, by) in commit.Tallies)
        {
            _tallies[key] = _tallies.GetValueOrDefault(key) + by;
        }

        foreach (var seen in commit.SeenEvents)
        {
            _seen.TryAdd((seen.Customer, seen.Hash), seen.At);
        }

        foreach (var id in commit.InboxTaken)
        {
            _inbox.Remove(id);
        }

        foreach (var id in commit.ParkedTaken)
        {
            _parked.Remove(id);
        }
    }

    private InboxRow AddToInbox(string customer, ReadOnlyMemory<byte> input)
    {
        var row = new InboxRow(++_lastInbox, customer, input);
        _inbox.Add(row.Id, row);
        return row;
    }

    private ValueTask<T> Locked<T>(Func<T> work)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(work());
        }
    }
}
