using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Simulation;

public sealed partial class MemoryStore
{
    /// <summary>By sequence, which is the place in the list and one.</summary>
    private readonly List<OutboxEntry> _outbox = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public ValueTask<ClaimedBatch> ClaimAsync(string lane, int most, Instant now, Instant until, LastGate gate, CancellationToken cancellation) =>
        Locked(() =>
        {
            var claimed = new List<Claimed>();
            var outcomes = new List<InboxRow>();
            foreach (var entry in Waiting(lane).Where(e => e.NextTryAt <= now).OrderBy(e => e.NextTryAt).Take(most).ToList())
            {
                var document = _documents.GetValueOrDefault(entry.Row.Customer)?.Document;
                switch (gate(entry.Row, document))
                {
                    case Go go:
                        Put(entry with { Status = OutboxStatus.Trying, Tries = entry.Tries + 1, ClaimedUntil = until, NextTryAt = null });
                        claimed.Add(new Claimed(entry.Row, go.Addresses, entry.Tries + 1));
                        break;
                    case HeldBack held:
                        var end = Ledger.Of(entry.Row, held, now);
                        End(entry, document is null ? end with { Heard = null } : end, now, outcomes);
                        break;
                }
            }

            return new ClaimedBatch(claimed, outcomes);
        });

    public ValueTask<IReadOnlyList<InboxRow>> RecoverAsync(string lane, Instant ranOutBy, Instant now, bool mayRepeat, CancellationToken cancellation) =>
        Locked<IReadOnlyList<InboxRow>>(() =>
        {
            var outcomes = new List<InboxRow>();
            foreach (var entry in _outbox.Where(e => e.Status is OutboxStatus.Trying && e.Row.Lane == lane && e.ClaimedUntil <= ranOutBy).ToList())
            {
                End(entry, Ledger.RanOut(entry.Row, mayRepeat, now), now, outcomes);
            }

            return outcomes;
        });

    public ValueTask<IReadOnlyList<InboxRow>> FinishAsync(IReadOnlyList<Delivered> results, Instant now, CancellationToken cancellation) =>
        Locked<IReadOnlyList<InboxRow>>(() =>
        {
            var outcomes = new List<InboxRow>();
            foreach (var delivered in results)
            {
                if (Find(delivered.Row.Key) is { } entry && Ledger.Counts(entry.Status, delivered.Result))
                {
                    var at = delivered.At ?? now;
                    End(entry, Ledger.Of(entry.Row, delivered.Result, at), at, outcomes);
                }
            }

            return outcomes;
        });

    public ValueTask<Instant?> NextAsync(string lane, CancellationToken cancellation) =>
        Locked(() => Waiting(lane).Min(e => e.NextTryAt));

    private IEnumerable<OutboxEntry> Waiting(string lane) => _outbox.Where(e =>
        e.Status is OutboxStatus.Open && e.Row.Lane == lane && (!Ledger.KeepsOrder(lane) || !_outbox.Exists(older =>
            older.Row.Customer == e.Row.Customer && older.Row.Lane == lane && older.Sequence < e.Sequence
            && (older.Status is OutboxStatus.Open or OutboxStatus.Trying))));

    private OutboxEntry? Find(string key) => _places.TryGetValue(key, out var place) ? _outbox[place] : null;

    private void Put(OutboxEntry entry) => _outbox[(int)entry.Sequence - 1] = entry;

    /// <summary>Of a row whose payload was erased nobody hears any more.</summary>
    private void End(OutboxEntry entry, RowEnd end, Instant now, List<InboxRow> outcomes)
    {
        Put(entry with
        {
            Status = end.Status,
            Reason = end.Reason,
            NextTryAt = end.NextTryAt,
            ClaimedUntil = null,
            FinishedAt = end.Status is OutboxStatus.Open ? null : now,
        });
        if (end.Heard is { } heard && !entry.Row.Body.IsEmpty)
        {
            outcomes.Add(AddToInbox(entry.Row.Customer, InputCodec.Encode(heard)));
        }
    }
}
