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
        if (_pages >= Pages && Running.IsCompleted)
        {
            _pages = 0;
            Running = Task.Run(RunAsync);
        }
    }

    /// <summary>A log that is copied can be written from its beginning, which takes no space.</summary>
    public void WasFull() => Written(Pages);

    public void Dispose()
    {
        Running.Wait();
        _connection.Dispose();
    }

    private async Task RunAsync()
    {
        if (Copy() < LongLog)
        {
            return;
        }

        await _writing.WaitAsync();
        try
        {
            Copy();
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>The pages in the log. An error changes nothing: the log keeps what it has, and who writes meets the cause.</summary>
    private int Copy()
    {
        _ = raw.sqlite3_wal_checkpoint_v2(_connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out _);
        return pages;
    }
}
