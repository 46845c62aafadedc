using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using SQLitePCL;

namespace Personalization.Journeys.Backends.Sqlite;

/// <summary>One connection to the file, used by one thread at a time, with its prepared statements.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = new(ReferenceEqualityComparer.Instance);
    private readonly List<sqlite3_stmt> _prepared = [];
    private readonly string _path;
    private readonly Duration _patience;

    static Connection()
    {
        Batteries_V2.Init();
    }

    private Connection(string path, sqlite3 handle, Duration patience)
    {
        _path = path;
        _patience = patience;
        Handle = handle;
    }

    public sqlite3 Handle { get; }

    public bool IsInTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <param name="patience">How long to wait for another process that writes.</param>
    public static Connection Open(string path, Duration patience, bool mayCreate)
    {
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (mayCreate ? raw.SQLITE_OPEN_CREATE : 0);
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var connection = new Connection(path, handle, patience);
        try
        {
            if (code != raw.SQLITE_OK)
            {
                throw connection.Fault(code);
            }

            _ = raw.sqlite3_extended_result_codes(handle, 1);
            _ = raw.sqlite3_busy_timeout(handle, (int)patience.TotalMilliseconds);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The prepared form of a statement; <paramref name="sql"/> is a constant, known by its identity.</summary>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            var code = raw.sqlite3_prepare_v3(Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle);
            if (code != raw.SQLITE_OK)
            {
                throw Fault(code);
            }

            _prepared.Add(handle);
            _statements.Add(sql, statement = new Statement(this, handle));
        }

        return statement;
    }

    /// <summary>Several statements that are run once and return nothing.</summary>
    public void Script(string sql)
    {
        var code = raw.sqlite3_exec(Handle, sql);
        if (code != raw.SQLITE_OK)
        {
            throw Fault(code);
        }
    }

    /// <summary>What a statement that gives one number gives.</summary>
    public long Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Next() ? statement.Long(0) : 0;
    }

    /// <summary>All of it or nothing, and nobody else writes in between.</summary>
    public T Transaction<T>(Func<Connection, T> work)
    {
        Prepare("begin immediate").Run();
        try
        {
            var result = work(this);
            Prepare("commit").Run();
            return result;
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    /// <summary>Some errors have ended the transaction already; what a rollback says adds nothing to the error under way.</summary>
    public void Rollback()
    {
        if (IsInTransaction)
        {
            _ = raw.sqlite3_exec(Handle, "rollback");
        }
    }

    /// <summary>Pages that went into the log since this was asked last.</summary>
    public int TakePagesWritten()
    {
        _ = raw.sqlite3_db_status(Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        return pages;
    }

    public StoreException Fault(int code) => Faults.Of(code, _path, raw.sqlite3_errmsg(Handle).utf8_to_string(), _patience);

    public void Dispose()
    {
        foreach (var statement in _prepared)
        {
            statement.Dispose();
        }

        Handle.Dispose();
    }
}
