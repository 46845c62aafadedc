using System.Collections.Concurrent;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Sqlite;

/// <summary>
/// One file holds everything: documents, outbox, journal. One connection writes, a few read beside it. Other processes may
/// read, and write what stands in the inbox and what an operator says of a row.
/// </summary>
public sealed partial class SqliteStore : IStore, IDeliveries, IHistory, IDisposable
{
    public const string FileName = "journeys.db";

    // What is deleted or written over is overwritten in the file: an erased customer must not stand in free pages.
    private const string Settings = """
        pragma synchronous = full;
        pragma secure_delete = on;
        pragma wal_autocheckpoint = 0;
        pragma journal_size_limit = 67108864;
        pragma cache_size = -16384;
        """;

    private const int Readers = 4;

    private static readonly Duration _patience = Duration.FromSeconds(5);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Duration _wait;
    private readonly Writer _writer;
    private readonly SemaphoreSlim _reading = new(Readers, Readers);
    private readonly ConcurrentBag<Connection> _readers = [];

    private SqliteStore(string path, TimeProvider time, Duration wait, Connection writer)
    {
        _path = path;
        _time = time;
        _wait = wait;
        _writer = new Writer(path, writer);
    }

    /// <summary>For tests that set its limits.</summary>
    internal Connection Writer => _writer.Connection;

    /// <summary>For tests that wait for it.</summary>
    internal Task Checkpointing => _writer.Checkpointing;

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    /// <summary>Makes the folder and the tables where they are not there.</summary>
    /// <exception cref="StoreException">The file can not be used; the sentence says why and what to do.</exception>
    public static SqliteStore Open(string folder, TimeProvider time) => Open(folder, time, _patience);

    /// <summary>
    /// For filling a store with what can be made again: a loss of power may cost what was committed last, and what is
    /// written over is not wiped. <see cref="Open(string, TimeProvider)"/> it again before anything else is done with it.
    /// </summary>
    public static SqliteStore OpenToFill(string folder, TimeProvider time)
    {
        var store = Open(folder, time, _patience);
        store.Writer.Script("""
            pragma synchronous = off;
            pragma secure_delete = off;
            """);
        return store;
    }

    internal static SqliteStore Open(string folder, TimeProvider time, Duration wait)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            DataFolder.Make(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.Failed, $"the folder `{folder}` can not be made: {e.Message}", e);
        }

        var writer = Connection.Open(path, wait, mayCreate: true);
        try
        {
            Schema.Bring(writer, path);
            KeepLog(writer, path);
            writer.Script(Settings);
            return new SqliteStore(path, time, wait, writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public async ValueTask<IReadOnlyList<DocumentRow>> LoadAsync(IReadOnlyCollection<string> customers, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            var rows = new List<DocumentRow>(customers.Count);
            using var load = c.Prepare("""
                select customer, slot, version, due_at, document
                from customer
                where customer = $customer
                """);
            foreach (var customer in customers.Order(StringComparer.Ordinal))
            {
                load.Bind(customer);
                while (load.Next())
                {
                    rows.Add(Document(load));
                }
            }

            return rows;
        }, cancellation);

    public async ValueTask<IReadOnlyList<DocumentRow>> PageAsync(string? after, int most, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var page = c.Prepare("""
                select customer, slot, version, due_at, document
                from customer
                where customer > $after
                order by customer
                limit $most
                """);
            return All(page.Bind(after ?? "").Bind(most), Document);
        }, cancellation);

    public async ValueTask<IReadOnlyList<DueRow>> DueAsync(Instant now, int most, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var due = c.Prepare("""
                select customer, due_at
                from customer
                where due_at <= $now
                order by due_at, customer
                limit $most
                """);
            return All(due.Bind(now).Bind(most), s => new DueRow(s.Text(0), s.Instant(1)));
        }, cancellation);

    public async ValueTask<Instant?> NextDueAsync(CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var next = c.Prepare("select min(due_at) from customer where due_at is not null");
            return next.Next() ? next.InstantOrNull(0) : null;
        }, cancellation);

    public async ValueTask<IReadOnlySet<ulong>> SeenAsync(string customer, IReadOnlyCollection<ulong> hashes, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            var seen = new HashSet<ulong>();
            using var has = c.Prepare("select 1 from event_id where customer = $customer and hash = $hash");
            foreach (var hash in hashes)
            {
                has.Bind(customer).Bind(unchecked((long)hash));
                while (has.Next())
                {
                    seen.Add(hash);
                }
            }

            return seen;
        }, cancellation);

    /// <summary>A crash may have left a log that knows somebody who was forgotten just then: the next write cuts it off. For the engine at its start.</summary>
    public void WipeLog() => _writer.Wipe();

    /// <summary>Takes the log into the file, so that the file alone can be copied.</summary>
    public void Dispose()
    {
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }

        _writer.Dispose();
        _reading.Dispose();
    }

    /// <summary>A backup made by SQLite comes without this setting; some file systems can not have it.</summary>
    private static void KeepLog(Connection writer, string path)
    {
        using var mode = writer.Prepare("pragma journal_mode = wal");
        if (!mode.Next() || mode.Text(0) != "wal")
        {
            throw new StoreException(StoreFault.Failed, $"`{path}` is on a file system that SQLite can not keep a log on; use a disk of this machine");
        }
    }

    private static DocumentRow Document(Statement s) => new(s.Text(0), s.Int(1), s.Long(2), s.InstantOrNull(3), s.Bytes(4));

    private static List<T> All<T>(Statement statement, Func<Statement, T> row)
    {
        var rows = new List<T>();
        while (statement.Next())
        {
            rows.Add(row(statement));
        }

        return rows;
    }

    private async ValueTask<T> ReadAsync<T>(Func<Connection, T> work, CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            var reader = _readers.TryTake(out var idle) ? idle : Connection.Open(_path, _wait, mayCreate: false);
            try
            {
                return work(reader);
            }
            finally
            {
                _readers.Add(reader);
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    private ValueTask<T> WriteAsync<T>(Func<Connection, T> work, CancellationToken cancellation) => _writer.RunAsync(work, cancellation);
}
