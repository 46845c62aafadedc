using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Runtime.Simulation;

public sealed partial class MemoryStore
{
    public ValueTask<IReadOnlyList<JournalRow>> LatestAsync(string? customer, long before, int most, CancellationToken cancellation) =>
        Locked<IReadOnlyList<JournalRow>>(() =>
            [.. _journal.Where(r => (customer is null || r.Customer == customer) && r.Sequence < before).Reverse().Take(most)]);

    public ValueTask<IReadOnlyList<JournalRow>> JournalAsync(long after, int most, CancellationToken cancellation) =>
        Locked<IReadOnlyList<JournalRow>>(() => [.. _journal.Where(r => r.Sequence > after).Take(most)]);

    public ValueTask<IReadOnlyList<JournalRow>> EventsAsync(long after, int most, CancellationToken cancellation) =>
        Locked<IReadOnlyList<JournalRow>>(() => [.. _journal.Where(r => r.Sequence > after && r.Event is not null).Take(most)]);

    public ValueTask<IReadOnlyList<JournalRow>> JournalAsync(string customer, CancellationToken cancellation) =>
        Locked<IReadOnlyList<JournalRow>>(() => [.. _journal.Where(r => r.Customer == customer)]);

    public ValueTask<IReadOnlyList<KeyValuePair<TallyKey, long>>> TalliesAsync(CancellationToken cancellation) =>
        Locked<IReadOnlyList<KeyValuePair<TallyKey, long>>>(() =>
        [
            .. _tallies
                .Where(t => t.Value != 0)
                .OrderBy(t => t.Key.Kind)
                .ThenBy(t => t.Key.Journey, StringComparer.Ordinal)
                .ThenBy(t => t.Key.Version)
                .ThenBy(t => t.Key.Name, StringComparer.Ordinal),
        ]);

    public ValueTask<IReadOnlyList<OutboxEntry>> OutboxAsync(long after, int most, OutboxStatus? status, string? customer, CancellationToken cancellation) =>
        Locked<IReadOnlyList<OutboxEntry>>(() =>
        [
            .. _outbox
                .Where(e => e.Sequence > after && (status is null || e.Status == status) && (customer is null || e.Row.Customer == customer))
                .Take(most),
        ]);

    public ValueTask<OutboxEntry?> OutboxAsync(string key, CancellationToken cancellation) => Locked(() => Find(key));

    public ValueTask<bool> ReopenAsync(string key, CancellationToken cancellation) =>
        Locked(() =>
        {
            if (Find(key) is not { Status: OutboxStatus.Rejected or OutboxStatus.Skipped or OutboxStatus.Expired or OutboxStatus.Unknown, Row.Body.IsEmpty: false } entry)
            {
                return false;
            }

            Put(entry with { Status = OutboxStatus.Open, Reason = null, NextTryAt = Now, ClaimedUntil = null, FinishedAt = null });
            return true;
        });

    public ValueTask<bool> CloseAsync(string key, string reason, CancellationToken cancellation) =>
        Locked(() =>
        {
            if (Find(key) is not { Status: OutboxStatus.Open or OutboxStatus.Unknown } entry)
            {
                return false;
            }

            End(entry, Ledger.Closed(entry.Row, entry.Status, reason, Now), Now, []);
            return true;
        });

    public ValueTask<Backlog> BacklogAsync(CancellationToken cancellation) => Locked(() =>
    {
        var unsent = _outbox.Where(e => e.Status is OutboxStatus.Open or OutboxStatus.Trying).Select(e => e.Row.At).ToList();
        return new Backlog(unsent.Count, unsent.Count == 0 ? null : unsent.Min(), _inbox.Count, _parked.Count);
    });

    public ValueTask<IReadOnlyList<string>> CustomersAsync(string startsWith, string? after, int most, CancellationToken cancellation) =>
        Locked<IReadOnlyList<string>>(() =>
        [
            .. _documents.Keys
                .Where(k => k.StartsWith(startsWith, StringComparison.Ordinal) && (after is null || string.CompareOrdinal(k, after) > 0))
                .Take(most),
        ]);
}
