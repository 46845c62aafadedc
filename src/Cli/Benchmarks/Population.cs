using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Runtime.Durability;
using NodaTime;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>Fills a file with customers, many in one commit.</summary>
internal static class Population
{
    private const int InOneCommit = 20_000;

    public static async Task WriteAsync(string folder, IEnumerable<DocumentWrite> documents, TimeProvider time)
    {
        using var store = SqliteStore.OpenToFill(folder, time);
        foreach (var chunk in documents.Chunk(InOneCommit))
        {
            await store.CommitAsync(new Commit(Instant.FromDateTimeOffset(time.GetUtcNow())) { Documents = [.. chunk] }, CancellationToken.None);
        }
    }
}
