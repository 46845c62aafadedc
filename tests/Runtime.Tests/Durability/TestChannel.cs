using System.Collections.Concurrent;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Runtime.Tests.Durability;

/// <summary>A channel that answers what a test says.</summary>
internal sealed class TestChannel(string lane, Func<Claimed, Task<DeliveryResult>> answer) : IChannel
{
    public string Lane => lane;

    public bool MayRepeat { get; init; }

    public int Concurrency { get; init; } = 4;

    public Duration TimeLimit => Duration.FromSeconds(30);

    public ConcurrentQueue<Claimed> Sent { get; } = new();

    public ConcurrentQueue<string> Forgotten { get; } = new();

    public Task<DeliveryResult> SendAsync(Claimed claimed, CancellationToken cancellation)
    {
        Sent.Enqueue(claimed);
        return answer(claimed);
    }

    public Task ForgetAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        keys.ToList().ForEach(Forgotten.Enqueue);
        return Task.CompletedTask;
    }
}
