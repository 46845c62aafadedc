using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Sqlite;

/// <summary>
/// The one connection that writes. Everything that waits while the device takes a commit goes with the next one: each is
/// whole or not there, and none is told before it is durable.
/// </summary>
internal sealed class Writer : IDisposable
{
    private readonly string _path;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentQueue<Write> _waiting = new();
    private readonly Checkpoints _checkpoints;

    public Writer(string path, Connection connection)
    {
        _path = path;
        Connection = connection;
        _checkpoints = new Checkpoints(path, _turn);
    }

    public Connection Connection { get; }

    public Task Checkpointing => _checkpoints.Running;

    public async ValueTask<T> RunAsync<T>(Func<Connection, T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var write = new Write<T>(work);
        _waiting.Enqueue(write);
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (!write.IsOver)
            {
                RunWaiting();
            }
        }
        finally
        {
            _turn.Release();
        }

        return write.Result;
    }

    /// <summary>What is being written makes somebody forgotten: see <see cref="Checkpoints.Wipe"/>.</summary>
    public void Wipe() => _checkpoints.Wipe();

    public void Dispose()
    {
        _checkpoints.Dispose();
        Connection.Dispose();
        _turn.Dispose();
    }

    private void RunWaiting()
    {
        var group = new List<Write>();
        while (_waiting.TryDequeue(out var next))
        {
            group.Add(next);
        }

        // A file that was moved away would still take every write, and nobody would find them again.
        if (!File.Exists(_path))
        {
            group.ForEach(w => w.End(new StoreException(StoreFault.Failed, $"`{_path}` is gone; put it back, or stop the engine")));
            return;
        }

        for (var left = group; left.Count > 0;)
        {
            left = RunTogether(left);
        }

        _checkpoints.Written(Connection.TakePagesWritten());
        if (group.Exists(w => w.Failure is StoreException { Fault: StoreFault.Full }))
        {
            _checkpoints.WasFull();
        }
    }

    /// <summary>
    /// One transaction. The first pays nothing for company: if it fails, the others begin anew without it. Returns those.
    /// </summary>
    private List<Write> RunTogether(List<Write> group)
    {
        try
        {
            Connection.Prepare("begin immediate").Run();
            if (!group[0].TryRun(Connection))
            {
                Connection.Rollback();
                return group[1..];
            }

            foreach (var next in group.Skip(1))
            {
                RunInside(next);
            }

            Connection.Prepare("commit").Run();
            group.ForEach(w => w.End(null));
        }
        catch (StoreException e)
        {
            Connection.Rollback();
            group.ForEach(w => w.End(e));
        }

        return [];
    }

    private void RunInside(Write next)
    {
        Connection.Prepare("savepoint one").Run();
        if (!next.TryRun(Connection))
        {
            // Some errors end the whole transaction, and all that was in it has failed.
            if (!Connection.IsInTransaction)
            {
                ExceptionDispatchInfo.Throw(next.Failure!);
            }

            Connection.Prepare("rollback to one").Run();
        }

        Connection.Prepare("release one").Run();
    }
}
