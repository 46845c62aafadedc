using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Sqlite;

public sealed partial class SqliteStore
{
    public async ValueTask<IReadOnlyList<InboxRow>> AddToInboxAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellation) =>
        await WriteAsync(c => rows.Select(row => AddToInbox(c, row.Customer, row.Input)).ToList(), cancellation);

    public async ValueTask<IReadOnlyList<InboxRow>> InboxAsync(long after, int most, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var page = c.Prepare("""
                select id, customer, input
                from inbox
                where id > $after
                order by id
                limit $most
                """);
            return All(page.Bind(after).Bind(most), s => new InboxRow(s.Long(0), s.Text(1), s.Bytes(2)));
        }, cancellation);

    public async ValueTask<IReadOnlyList<ParkedRow>> ParkedAsync(long after, int most, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var page = c.Prepare("""
                select id, customer, at, reason, input
                from parked
                where id > $after
                order by id
                limit $most
                """);
            return All(page.Bind(after).Bind(most), s => new ParkedRow(s.Long(0), s.Text(1), s.Instant(2), s.Text(3), s.Bytes(4)));
        }, cancellation);

    public async ValueTask<bool> CloseParkedAsync(long id, CancellationToken cancellation) =>
        await WriteAsync(c =>
        {
            using var close = c.Prepare("delete from parked where id = $id");
            return close.Bind(id).Run() > 0;
        }, cancellation);

    private static InboxRow AddToInbox(Connection c, string customer, ReadOnlyMemory<byte> input)
    {
        using var insert = c.Prepare("""
            insert into inbox (customer, input)
            values ($customer, $input)
            returning id
            """);
        insert.Bind(customer).Bind(input);
        return insert.Next()
            ? new InboxRow(insert.Long(0), customer, input)
            : throw new System.Diagnostics.UnreachableException();
    }
}
