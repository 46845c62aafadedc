namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>A folder on the machine's temporary disk that goes when it is done with.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("journey-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
