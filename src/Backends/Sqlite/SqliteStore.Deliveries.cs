using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Backends.Sqlite;

public sealed partial class SqliteStore
{
    public async ValueTask<ClaimedBatch> ClaimAsync(string lane, int most, Instant now, Instant until, LastGate gate, CancellationToken cancellation) =>
        await WriteAsync(c =>
        {
            var claimed = new List<Claimed>();
            var outcomes = new List<InboxRow>();
            using var claim = c.Prepare("""
                update outbox
                set status = 1, tries = tries + 1, claimed_until = $until, next_at = null
                where key = $key
                """);
            foreach (var entry in Waiting(c, lane, most, now))
            {
                var document = CurrentDocument(c, entry.Row.Customer);
                switch (gate(entry.Row, document))
                {
                    case Go go:
                        claim.Bind(until).Bind(entry.Row.Key).Run();
                        claimed.Add(new Claimed(entry.Row, go.Addresses, entry.Tries + 1));
                        break;
                    case HeldBack held:
                        var end = Ledger.Of(entry.Row, held, now);
                        End(c, entry.Row, document is null ? end with { Heard = null } : end, now, outcomes);
                        break;
                }
            }

            return new ClaimedBatch(claimed, outcomes);
        }, cancellation);

    public async ValueTask<IReadOnlyList<InboxRow>> RecoverAsync(string lane, Instant ranOutBy, Instant now, bool mayRepeat, CancellationToken cancellation) =>
        await WriteAsync(c =>
        {
            var outcomes = new List<InboxRow>();
            foreach (var entry in RanOut(c, lane, ranOutBy))
            {
                End(c, entry.Row, Ledger.RanOut(entry.Row, mayRepeat, now), now, outcomes);
            }

            return outcomes;
        }, cancellation);

    public async ValueTask<IReadOnlyList<InboxRow>> FinishAsync(IReadOnlyList<Delivered> results, Instant now, CancellationToken cancellation) =>
        await WriteAsync(c =>
        {
            var outcomes = new List<InboxRow>();
            foreach (var delivered in results)
            {
                if (Entry(c, delivered.Row.Key) is { } entry && Ledger.Counts(entry.Status, delivered.Result))
                {
                    var at = delivered.At ?? now;
                    End(c, entry.Row, Ledger.Of(entry.Row, delivered.Result, at), at, outcomes);
                }
            }

            return outcomes;
        }, cancellation);

    public async ValueTask<Instant?> NextAsync(string lane, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var next = c.Prepare(Ledger.KeepsOrder(lane)
                ? """
                    select min(next_at)
                    from outbox o
                    where lane = $lane and status = 0 and status < 2 and not exists (
                        select 1
                        from outbox older
                        where older.customer = o.customer and older.lane = o.lane and older.status < 2 and older.seq < o.seq)
                    """
                : """
                    select min(next_at)
                    from outbox
                    where lane = $lane and status = 0 and status < 2
                    """);
            return next.Bind(lane).Next() ? next.InstantOrNull(0) : null;
        }, cancellation);

    private static List<OutboxEntry> Waiting(Connection c, string lane, int most, Instant now)
    {
        using var waiting = c.Prepare(Ledger.KeepsOrder(lane)
            ? """
                select seq, key, customer, lane, purpose, at, not_after, release, body, status, tries, next_at, claimed_until, reason, finished_at
                from outbox o
                where lane = $lane and status = 0 and status < 2 and next_at <= $now and not exists (
                    select 1
                    from outbox older
                    where older.customer = o.customer and older.lane = o.lane and older.status < 2 and older.seq < o.seq)
                order by next_at, seq
                limit $most
                """
            : """
                select seq, key, customer, lane, purpose, at, not_after, release, body, status, tries, next_at, claimed_until, reason, finished_at
                from outbox
                where lane = $lane and status = 0 and status < 2 and next_at <= $now
                order by next_at, seq
                limit $most
                """);
        return All(waiting.Bind(lane).Bind(now).Bind(most), Entry);
    }

    private static List<OutboxEntry> RanOut(Connection c, string lane, Instant now)
    {
        using var over = c.Prepare("""
            select seq, key, customer, lane, purpose, at, not_after, release, body, status, tries, next_at, claimed_until, reason, finished_at
            from outbox
            where lane = $lane and status = 1 and status < 2 and claimed_until <= $now
            order by seq
            """);
        return All(over.Bind(lane).Bind(now), Entry);
    }

    private static OutboxEntry? Entry(Connection c, string key)
    {
        using var one = c.Prepare("""
            select seq, key, customer, lane, purpose, at, not_after, release, body, status, tries, next_at, claimed_until, reason, finished_at
            from outbox
            where key = $key
            """);
        return one.Bind(key).Next() ? Entry(one) : null;
    }

    private static ReadOnlyMemory<byte>? CurrentDocument(Connection c, string customer)
    {
        using var document = c.Prepare("select document from customer where customer = $customer");
        return document.Bind(customer).Next() ? document.Bytes(0) : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>Of a row whose payload was erased nobody hears any more.</summary>
    private static void End(Connection c, OutboxRow row, RowEnd end, Instant now, List<InboxRow> outcomes)
    {
        using var update = c.Prepare("""
            update outbox
            set status = $status, reason = $reason, next_at = $next_at, claimed_until = null, finished_at = $finished_at
            where key = $key
            """);
        Instant? finished = end.Status is OutboxStatus.Open ? null : now;
        update.Bind((int)end.Status).Bind(end.Reason).Bind(end.NextTryAt).Bind(finished).Bind(row.Key).Run();
        if (end.Heard is { } heard && !row.Body.IsEmpty)
        {
            outcomes.Add(AddToInbox(c, row.Customer, InputCodec.Encode(heard)));
        }
    }

    private static OutboxEntry Entry(Statement s) => new(
        s.Long(0),
        new OutboxRow(s.Text(1), s.Text(2), s.Text(3), s.TextOrNull(4), s.Instant(5), s.InstantOrNull(6), s.Text(7), s.Bytes(8)),
        (OutboxStatus)s.Int(9),
        s.Int(10),
        s.InstantOrNull(11),
        s.InstantOrNull(12),
        s.TextOrNull(13),
        s.InstantOrNull(14));
}
