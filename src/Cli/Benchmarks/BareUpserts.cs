using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>
/// The limit that the engine is held against: the rows it wrote, written again by the bare driver in the same
/// transactions, into tables of the same keys, as durable as the engine's.
/// </summary>
internal static class BareUpserts
{
    public static TimeSpan Write(string folder, IReadOnlyList<DocumentWrite> there, IReadOnlyList<Commit> commits, TimeProvider time)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
        connection.Open();
        Execute(connection, """
            pragma journal_mode = wal;
            pragma synchronous = full;
            create table customer (
                customer text not null unique, slot integer not null, version integer not null, due_at integer, document blob not null);
            create index customer_due on customer (due_at, customer) where due_at is not null;
            create table outbox (
                seq integer primary key, key text not null unique, customer text not null, lane text not null, at integer not null, body blob not null);
            create table journal (
                seq integer primary key, customer text not null, decision integer not null, event text, at integer not null, body blob not null);
            create index journal_customer on journal (customer);
            """);
        using var statements = new Statements(connection);
        statements.Write([.. there.Select(w => w.Row)], [], []);
        var rows = commits.Select(c => (Documents: c.Documents.Select(d => d.Row).ToArray(), c.Outbox, Journal: Bodies(c.Journal))).ToList();
        var start = time.GetTimestamp();
        foreach (var (documents, outbox, journal) in rows)
        {
            statements.Write(documents, outbox, journal);
        }

        return time.GetElapsedTime(start);
    }

    /// <summary>What the device takes for one durable commit of one row, shortest first, in milliseconds.</summary>
    public static List<double> Commits(string folder, int commits, TimeProvider time)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
        connection.Open();
        Execute(connection, """
            pragma journal_mode = wal;
            pragma synchronous = full;
            create table one (n integer not null);
            """);
        var took = new List<double>(commits);
        for (var i = 0; i < commits; i++)
        {
            var start = time.GetTimestamp();
            Execute(connection, "insert into one (n) values (1)");
            took.Add(time.GetElapsedTime(start).TotalMilliseconds);
        }

        took.Sort();
        return took;
    }

    private static (JournalRow Row, byte[] Body)[] Bodies(ImmutableArray<JournalRow> journal) => [.. journal.Select(j => (j, JournalCodec.Encode(j)))];

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Statements : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _document;
        private readonly SqliteCommand _outbox;
        private readonly SqliteCommand _journal;

        public Statements(SqliteConnection connection)
        {
            _connection = connection;
            _document = Prepared("""
                insert into customer (customer, slot, version, due_at, document)
                values ($1, $2, $3, $4, $5)
                on conflict (customer) do update set version = excluded.version, due_at = excluded.due_at, document = excluded.document
                """, 5);
            _outbox = Prepared("insert into outbox (key, customer, lane, at, body) values ($1, $2, $3, $4, $5) on conflict (key) do nothing", 5);
            _journal = Prepared("insert into journal (customer, decision, event, at, body) values ($1, $2, $3, $4, $5)", 5);
        }

        public void Write(IReadOnlyCollection<DocumentRow> documents, ImmutableArray<OutboxRow> outbox, IReadOnlyCollection<(JournalRow Row, byte[] Body)> journal)
        {
            using var transaction = _connection.BeginTransaction();
            _document.Transaction = _outbox.Transaction = _journal.Transaction = transaction;
            foreach (var row in documents)
            {
                Run(_document, row.Customer, row.Slot, row.Version, Ticks(row.DueAt), row.Document.ToArray());
            }

            foreach (var row in outbox)
            {
                Run(_outbox, row.Key, row.Customer, row.Lane, Ticks(row.At), row.Body.ToArray());
            }

            foreach (var (row, body) in journal)
            {
                Run(_journal, row.Customer, row.Decision, row.Event?.Type ?? (object)DBNull.Value, Ticks(row.Entry.At), body);
            }

            transaction.Commit();
        }

        public void Dispose()
        {
            _document.Dispose();
            _outbox.Dispose();
            _journal.Dispose();
        }

        private static object Ticks(Instant? at) => at is { } some ? some.ToUnixTimeTicks() : DBNull.Value;

        private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i];
            }

            command.ExecuteNonQuery();
        }

        private SqliteCommand Prepared(string sql, int parameters)
        {
            var command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= parameters; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            }

            return command;
        }
    }
}
