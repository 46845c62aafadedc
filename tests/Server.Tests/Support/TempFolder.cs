namespace Personalization.Journeys.Server.Tests.Support;

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("journeys-server-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
