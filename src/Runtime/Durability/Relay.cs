using System.Collections.Immutable;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// Takes what the commits release to the channels, each lane by itself: claim, send, write down the result, and let the
/// loop hear of it.
/// </summary>
public sealed class Relay(IDeliveries deliveries, ImmutableArray<IChannel> channels, EngineLoop loop, ReleaseSet releases, TimeProvider time)
{
    /// <summary>Hears of the lane and of what went wrong there: a channel that threw, a store that refused.</summary>
    public Action<string, Exception>? Trouble { get; init; }

    /// <summary>Runs until it is told to stop; what is under way by then is finished first.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var lanes = channels.Select(c => new RelayLane(deliveries, c, loop, releases, time, e => Trouble?.Invoke(c.Lane, e))).ToList();
        using var watch = loop.Watch(committed => lanes.ForEach(l => l.Hear(committed)));
        await Task.WhenAll(lanes.Select(l => Task.Run(() => l.RunAsync(stop), CancellationToken.None))).ConfigureAwait(false);
    }
}
