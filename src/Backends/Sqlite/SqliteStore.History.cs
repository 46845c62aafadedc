using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Sqlite;

public sealed partial class SqliteStore
{
    public async ValueTask<IReadOnlyList<KeyValuePair<TallyKey, long>>> TalliesAsync(CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var all = c.Prepare("""
                select kind, journey, version, name, n
                from tally
                where n <> 0
                order by kind, journey, version, name
                """);
            return All(all, s => KeyValuePair.Create(new TallyKey((TallyKind)s.Int(0), s.Text(1), s.Int(2), s.Text(3)), s.Long(4)));
        }, cancellation);

    public async ValueTask<IReadOnlyList<OutboxEntry>> OutboxAsync(long after, int most, OutboxStatus? status, string? customer, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var page = c.Prepare(customer is null
                ? """
                    select seq, key, customer, lane, purpose, at, not_after, release, body, status, tries, next_at, claimed_until, reason, finished_at
                    from outbox
                    where seq > $after and ($status is null or status = $status)
                    order by seq
                    limit $most
                    """
                : """
                    select seq, key, customer, lane, purpose, at, not_after, release, body, status, tries, next_at, claimed_until, reason, finished_at
                    from outbox
                    where seq > $after and ($status is null or status = $status) and customer = $customer
                    order by seq
                    limit $most
                    """);
            page.Bind(after).Bind((long?)status);
            return All((customer is null ? page : page.Bind(customer)).Bind(most), Entry);
        }, cancellation);

    public async ValueTask<OutboxEntry?> OutboxAsync(string key, CancellationToken cancellation) =>
        await ReadAsync(c => Entry(c, key), cancellation);

    public async ValueTask<bool> ReopenAsync(string key, CancellationToken cancellation) =>
        await WriteAsync(c =>
        {
            using var reopen = c.Prepare("""
                update outbox
                set status = 0, reason = null, next_at = $now, claimed_until = null, finished_at = null
                where key = $key and status in (3, 4, 5, 6) and length(body) > 0
                """);
            return reopen.Bind(Now).Bind(key).Run() > 0;
        }, cancellation);

    public async ValueTask<bool> CloseAsync(string key, string reason, CancellationToken cancellation) =>
        await WriteAsync(c =>
        {
            var entry = Entry(c, key);
            if (entry is not { Status: OutboxStatus.Open or OutboxStatus.Unknown })
            {
                return false;
            }

            End(c, entry.Row, Ledger.Closed(entry.Row, entry.Status, reason, Now), Now, []);
            return true;
        }, cancellation);

    public async ValueTask<Backlog> BacklogAsync(CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var unsent = c.Prepare("select count(*), min(at) from outbox where status < 2");
            unsent.Next();
            return new Backlog(
                unsent.Long(0), unsent.InstantOrNull(1), c.Number("select count(*) from inbox"), c.Number("select count(*) from parked"));
        }, cancellation);

    public async ValueTask<IReadOnlyList<string>> CustomersAsync(string startsWith, string? after, int most, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var page = c.Prepare("""
                select customer
                from customer
                where customer >= $prefix and customer > $after and substr(customer, 1, length($prefix)) = $prefix
                order by customer
                limit $most
                """);
            return All(page.Bind(startsWith).Bind(after ?? "").Bind(most), s => s.Text(0));
        }, cancellation);
}
