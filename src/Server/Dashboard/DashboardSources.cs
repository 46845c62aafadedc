using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>What the pages show, and who may see it.</summary>
/// <param name="Releases">The releases as they are now.</param>
/// <param name="Watch">Hears of every commit after it is durable: <see cref="EngineLoop.Watch"/>.</param>
public sealed record DashboardSources(
    IStore Store, IHistory History, Func<ReleaseSet> Releases, Func<Action<Committed>, IDisposable> Watch, TimeProvider Time)
{
    internal NodaTime.Instant Now => NodaTime.Instant.FromDateTimeOffset(Time.GetUtcNow());

    /// <summary>Whether this is a key with the scope `admin`.</summary>
    public required Func<string, bool> IsAdminKey { get; init; }

    /// <summary>Signs sessions: at least 32 bytes that nobody knows, and that outlive a restart.</summary>
    public required ReadOnlyMemory<byte> SessionSecret { get; init; }
}
