using NodaTime;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>Wakes one loop: at an instant, or earlier when somebody rings. A ring before the wait counts too.</summary>
internal sealed class Alarm(TimeProvider time)
{
    private static readonly Duration _longest = Duration.FromHours(1);

    private volatile TaskCompletionSource _rung = NewRing();

    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public void Ring() => _rung.TrySetResult();

    public async Task WaitAsync(Instant until)
    {
        var rung = _rung;
        using var over = new CancellationTokenSource();
        var pause = Task.Delay(DelayTo(until), time, over.Token);

        // The clock may have moved on before the pause began.
        if (Now < until)
        {
            await Task.WhenAny(rung.Task, pause).ConfigureAwait(false);
        }

        await over.CancelAsync().ConfigureAwait(false);
        if (rung.Task.IsCompleted)
        {
            _rung = NewRing();
        }
    }

    /// <summary>Rounded up: nothing is early.</summary>
    private TimeSpan DelayTo(Instant until) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(Math.Clamp((until - Now).TotalMilliseconds, 0, _longest.TotalMilliseconds)));

    private static TaskCompletionSource NewRing() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
