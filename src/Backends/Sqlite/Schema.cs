using System.Globalization;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Sqlite;

/// <summary>The tables, as numbered steps from an empty file; a step that was released is never changed.</summary>
internal static class Schema
{
    // Instants are ticks of 100 ns since 1970. Documents stand in a table with row ids: one without keeps at most 1 KB of
    // a row in its page. The numbers of outbox.status are those of OutboxStatus; 0 and 1 are not over, and a query must say
    // `status < 2` in these words to be served by the indexes that hold only those.
    private const string First = """
        create table customer (
            id integer primary key,
            customer text not null unique,
            slot integer not null,
            version integer not null,
            due_at integer,
            document blob not null
        );
        create index customer_due on customer (due_at, customer) where due_at is not null;

        create table outbox (
            seq integer primary key,
            key text not null unique,
            customer text not null,
            lane text not null,
            purpose text,
            at integer not null,
            not_after integer,
            release text not null,
            body blob not null,
            status integer not null default 0,
            tries integer not null default 0,
            next_at integer,
            claimed_until integer,
            reason text,
            finished_at integer
        );
        create index outbox_open on outbox (lane, status, next_at) where status < 2;
        create index outbox_ahead on outbox (customer, lane) where status < 2;
        create index outbox_customer on outbox (customer);
        create index outbox_finished on outbox (finished_at) where length(body) > 0;

        create table journal (
            seq integer primary key,
            customer text not null,
            decision integer not null,
            event text,
            at integer not null,
            body blob not null,
            personal blob
        );
        create index journal_customer on journal (customer);

        create table inbox (
            id integer primary key autoincrement,
            customer text not null,
            input blob not null
        );

        create table parked (
            id integer primary key autoincrement,
            customer text not null,
            at integer not null,
            reason text not null,
            input blob not null
        );

        create table tally (
            kind integer not null,
            journey text not null,
            version integer not null,
            name text not null,
            n integer not null,
            primary key (kind, journey, version, name)
        ) without rowid;

        create table event_id (
            customer text not null,
            hash integer not null,
            day integer not null,
            primary key (customer, hash)
        ) without rowid;
        create index event_id_day on event_id (day);

        create table reference (
            id integer primary key,
            kind integer not null,
            name text not null,
            version text not null,
            valid_from integer not null,
            body blob not null,
            unique (kind, name, version)
        );

        create table customer_key (
            customer text primary key,
            key blob not null
        ) without rowid;

        create table forget (
            lane text not null,
            key text not null,
            primary key (lane, key)
        ) without rowid;

        create table swept (
            what text primary key,
            seq integer not null
        ) without rowid;
        """;

    private static readonly string[] _steps = [First];

    public static int Newest => _steps.Length;

    public static void Bring(Connection connection, string path)
    {
        if (Version(connection, path) == Newest)
        {
            return;
        }

        // It only works before the first table is made, and outside of a transaction.
        connection.Script("pragma auto_vacuum = incremental");
        connection.Transaction(c =>
        {
            for (var step = Version(c, path); step < Newest; step++)
            {
                c.Script(_steps[step]);
                c.Script(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {step + 1}"));
            }

            return true;
        });
    }

    private static int Version(Connection connection, string path)
    {
        var version = (int)connection.Number("pragma user_version");
        return version <= Newest
            ? version
            : throw new StoreException(StoreFault.Failed, string.Create(
                CultureInfo.InvariantCulture,
                $"`{path}` was written by a newer version of this program (tables {version}, this one knows {Newest}); use that version, or a folder of its own"));
    }
}
