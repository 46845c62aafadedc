using System.Collections.Immutable;
using System.Globalization;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Backends.Sqlite;

public sealed partial class SqliteStore
{
    public async ValueTask CommitAsync(Commit commit, CancellationToken cancellation)
    {
        var journal = Encoded(commit.Journal);
        await WriteAsync(c =>
        {
            Write(c, commit.Documents);
            Write(c, commit.Outbox);
            Write(c, journal);
            Write(c, commit.Parked);
            Write(c, commit.Tallies);
            Write(c, commit.SeenEvents);
            Take(c, commit);
            Erase(c, commit);
            if (!commit.Erased.IsEmpty)
            {
                _writer.Wipe();
            }

            return true;
        }, cancellation);
    }

    private static void Write(Connection c, ImmutableArray<DocumentWrite> documents)
    {
        using var insert = c.Prepare("""
            insert into customer (customer, slot, version, due_at, document)
            values ($customer, $slot, $version, $due_at, $document)
            on conflict (customer) do nothing
            """);
        using var update = c.Prepare("""
            update customer
            set version = $version, due_at = $due_at, document = $document
            where customer = $customer and version = $over
            """);
        foreach (var (row, over) in documents)
        {
            var written = over == 0
                ? insert.Bind(row.Customer).Bind(row.Slot).Bind(row.Version).Bind(row.DueAt).Bind(row.Document).Run()
                : update.Bind(row.Version).Bind(row.DueAt).Bind(row.Document).Bind(row.Customer).Bind(over).Run();
            if (written == 0)
            {
                throw new StoreException(StoreFault.Stale, string.Create(
                    CultureInfo.InvariantCulture, $"a document is not at version {over} any more; load it and decide again"));
            }
        }
    }

    private static void Write(Connection c, ImmutableArray<OutboxRow> outbox)
    {
        using var insert = c.Prepare("""
            insert into outbox (key, customer, lane, purpose, at, not_after, release, body, next_at)
            values ($key, $customer, $lane, $purpose, $at, $not_after, $release, $body, $next_at)
            on conflict (key) do nothing
            """);
        foreach (var row in outbox)
        {
            insert.Bind(row.Key).Bind(row.Customer).Bind(row.Lane).Bind(row.Purpose).Bind(row.At).Bind(row.NotAfter)
                .Bind(row.Release).Bind(row.Body).Bind(row.At).Run();
        }
    }

    private static void Write(Connection c, ImmutableArray<ParkedRow> parked)
    {
        using var insert = c.Prepare("""
            insert into parked (customer, at, reason, input)
            values ($customer, $at, $reason, $input)
            """);
        foreach (var row in parked)
        {
            insert.Bind(row.Customer).Bind(row.At).Bind(row.Reason).Bind(row.Input).Run();
        }
    }

    private static void Write(Connection c, ImmutableArray<TallyChange> tallies)
    {
        using var add = c.Prepare("""
            insert into tally (kind, journey, version, name, n)
            values ($kind, $journey, $version, $name, $by)
            on conflict (kind, journey, version, name) do update set n = n + excluded.n
            """);
        foreach (var (key, by) in tallies)
        {
            add.Bind((int)key.Kind).Bind(key.Journey).Bind(key.Version).Bind(key.Name).Bind(by).Run();
        }
    }

    private static void Write(Connection c, ImmutableArray<SeenEvent> events)
    {
        using var insert = c.Prepare("""
            insert into event_id (customer, hash, day)
            values ($customer, $hash, $day)
            on conflict (customer, hash) do nothing
            """);
        foreach (var seen in events)
        {
            insert.Bind(seen.Customer).Bind(unchecked((long)seen.Hash)).Bind(DayOf(seen.At)).Run();
        }
    }

    private static void Take(Connection c, Commit commit)
    {
        using var inbox = c.Prepare("delete from inbox where id = $id");
        foreach (var id in commit.InboxTaken)
        {
            inbox.Bind(id).Run();
        }

        using var parked = c.Prepare("delete from parked where id = $id");
        foreach (var id in commit.ParkedTaken)
        {
            parked.Bind(id).Run();
        }
    }
}
