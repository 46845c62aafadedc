using NodaTime;
using SQLitePCL;

namespace Personalization.Journeys.Backends.Sqlite;

/// <summary>
/// Copies the log into the file beside the commits, which would wait tens of milliseconds for it. Only a log that has grown
/// long holds them up for a moment, because it begins anew only when all of it is copied.
/// </summary>
internal sealed class Checkpoints : IDisposable
{
    private const int Pages = 4_000;
    private const int LongLog = 16_000;

    private readonly SemaphoreSlim _writing;
    private readonly Connection _connection;
    private volatile bool _wipes;
    private int _pages;

    /// <param name="writing">Whoever holds it is the only one who writes.</param>
    public Checkpoints(string path, SemaphoreSlim writing)
    {
        _writing = writing;
        _connection = Connection.Open(path, Duration.Zero, mayCreate: false);

        // A connection that has read nothing does not know that there is a log.
        _connection.Number("select count(*) from sqlite_schema");
    }

    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>To be called by whoever writes.</summary>
    public void Written(int pages)
    {
        _pages += pages;
        if ((_pages >= Pages || _wipes) && Running.IsCompleted)
        {
            _pages = 0;
            Running = Task.Run(RunAsync);
        }
    }

    /// <summary>A log that is copied can be written from its beginning, which takes no space.</summary>
    public void WasFull() => Written(Pages);

    /// <summary>
    /// The log holds what somebody asked to be forgotten; called by whoever writes that. When it is written the log is copied
    /// and cut off, which somebody who reads may hold up until the next write.
    /// </summary>
    public void Wipe() => _wipes = true;

    public void Dispose()
    {
        Running.Wait();
        _connection.Dispose();
    }

    private async Task RunAsync()
    {
        var pages = Copy(raw.SQLITE_CHECKPOINT_PASSIVE, out _);
        if (pages < LongLog && !_wipes)
        {
            return;
        }

        await _writing.WaitAsync();
        try
        {
            Copy(_wipes ? raw.SQLITE_CHECKPOINT_TRUNCATE : raw.SQLITE_CHECKPOINT_PASSIVE, out var isDone);
            _wipes &= !isDone;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>The pages in the log. An error changes nothing: the log keeps what it has, and who writes meets the cause.</summary>
    private int Copy(int how, out bool isDone)
    {
        isDone = raw.sqlite3_wal_checkpoint_v2(_connection.Handle, "main", how, out var pages, out _) == raw.SQLITE_OK;
        return pages;
    }
}
