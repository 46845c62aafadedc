using NodaTime;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>How an engine uses its machine. The defaults suit two cores.</summary>
public sealed class EngineOptions
{
    /// <summary>The most inputs of one commit.</summary>
    public int BatchSize { get; init; } = 1_000;

    /// <summary>The most inputs that may wait; beyond it, submissions are refused as overloaded.</summary>
    public int QueueSize { get; init; } = 20_000;

    /// <summary>Of each batch, the share that due timers may fill while events wait.</summary>
    public double TimerShare { get; init; } = 0.5;

    /// <summary>Bytes of encoded documents whose decoded form is kept in memory.</summary>
    public long CacheBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How often the inbox is asked for what another process put there.</summary>
    public Duration InboxPause { get; init; } = Duration.FromSeconds(1);
}
