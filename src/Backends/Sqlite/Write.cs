using System.Runtime.ExceptionServices;

namespace Personalization.Journeys.Backends.Sqlite;

/// <summary>Something to write, and what came of it.</summary>
internal abstract class Write
{
    public Exception? Failure { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>False when it threw: what it has written by then is to be taken back.</summary>
    public bool TryRun(Connection connection)
    {
        try
        {
            Run(connection);
            return true;
        }
        catch (Exception e)
        {
            End(e);
            return false;
        }
    }

    /// <summary>What failed before keeps its own reason.</summary>
    public void End(Exception? failure)
    {
        Failure ??= failure;
        IsOver = true;
    }

    protected abstract void Run(Connection connection);
}

internal sealed class Write<T>(Func<Connection, T> work) : Write
{
    private T? _result;

    /// <summary>Durable, or thrown as it was.</summary>
    public T Result
    {
        get
        {
            if (Failure is not null)
            {
                ExceptionDispatchInfo.Throw(Failure);
            }

            return _result!;
        }
    }

    protected override void Run(Connection connection) => _result = work(connection);
}
