using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Sqlite;

public sealed partial class SqliteStore
{
    public async ValueTask<IReadOnlyList<string>> ToForgetAsync(string lane, int most, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var over = c.Prepare("""
                select f.key
                from forget f
                join outbox o on o.key = f.key
                where f.lane = $lane and o.status >= 2
                order by f.key
                limit $most
                """);
            return All(over.Bind(lane).Bind(most), s => s.Text(0));
        }, cancellation);

    public async ValueTask ForgottenAsync(string lane, IReadOnlyCollection<string> keys, CancellationToken cancellation) =>
        await WriteAsync(c =>
        {
            using var done = c.Prepare("delete from forget where lane = $lane and key = $key");
            foreach (var key in keys)
            {
                done.Bind(lane).Bind(key).Run();
            }

            return true;
        }, cancellation);

    private static void Erase(Connection c, Commit commit)
    {
        using var key = c.Prepare("delete from customer_key where customer = $customer");
        using var parked = c.Prepare("delete from parked where customer = $customer");
        using var copies = c.Prepare("""
            insert into forget (lane, key)
            select lane, key
            from outbox
            where customer = $customer and tries > 0
            on conflict (lane, key) do nothing
            """);
        using var outbox = c.Prepare("""
            update outbox
            set body = x'',
                next_at = iif(status = 0, null, next_at),
                finished_at = iif(status = 0, $now, finished_at),
                reason = iif(status = 0, 'erased', reason),
                status = iif(status = 0, 4, status)
            where customer = $customer
            """);
        foreach (var customer in commit.Erased)
        {
            copies.Bind(customer).Run();
            outbox.Bind(commit.At).Bind(customer).Run();
            parked.Bind(customer).Run();
            key.Bind(customer).Run();
        }
    }
}
