using Personalization.Journeys.Backends.Sqlite;

namespace Personalization.Journeys.Backends.Tests.Sqlite;

/// <summary>A folder of its own, deleted at the end.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("journeys-store-").FullName;

    public string Database => System.IO.Path.Combine(Path, SqliteStore.FileName);

    public string Log => Database + "-wal";

    public SqliteStore Open() => SqliteStore.Open(Path, new StoppedClock());

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
