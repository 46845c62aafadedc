using NodaTime;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>How long to leave something alone that failed: 1, 2, 4 … seconds, half a minute at most.</summary>
internal sealed class Backoff
{
    private static readonly Duration _longest = Duration.FromSeconds(30);

    private Duration _next = Duration.FromSeconds(1);

    /// <summary>When to try again; null when nothing stands in the way.</summary>
    public Instant? Until { get; private set; }

    public void Failed(Instant now)
    {
        Until = now + _next;
        _next = Duration.Min(_next * 2, _longest);
    }

    public void Worked()
    {
        Until = null;
        _next = Duration.FromSeconds(1);
    }
}
