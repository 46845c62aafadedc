using System.Collections.Concurrent;
using NodaTime;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>One lane of the relay: a loop that claims and writes results, around calls that run beside one another.</summary>
internal sealed class RelayLane(
    IDeliveries deliveries, IChannel channel, EngineLoop loop, ReleaseSet releases, TimeProvider time, Action<Exception> report)
{
    /// <summary>A claim outlives the call, so that its result is written in time.</summary>
    private static readonly Duration _margin = Duration.FromSeconds(10);

    /// <summary>An operator may open a row again from another process.</summary>
    private static readonly Duration _longestPause = Duration.FromSeconds(5);

    private const int ForgetPage = 1_000;

    private readonly Alarm _alarm = new(time);
    private readonly Backoff _backoff = new();
    private readonly ConcurrentQueue<Delivered> _results = new();
    private readonly List<Delivered> _unwritten = [];
    private int _underWay;
    private bool _isRecovered;
    private volatile bool _mayForget = true;

    public void Hear(Committed committed)
    {
        if (!committed.Erased.IsEmpty)
        {
            _mayForget = true;
        }

        if (committed.HasOutbox || !committed.Erased.IsEmpty)
        {
            _alarm.Ring();
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        await using var _ = stop.Register(_alarm.Ring).ConfigureAwait(false);
        while (!stop.IsCancellationRequested || Volatile.Read(ref _underWay) > 0 || !_results.IsEmpty)
        {
            var next = _alarm.Now + _longestPause;
            try
            {
                next = Instant.Min(next, await RoundAsync(stop.IsCancellationRequested).ConfigureAwait(false));
                _backoff.Worked();
            }
            catch (StoreException refused)
            {
                report(refused);
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                _backoff.Failed(_alarm.Now);
                next = _backoff.Until!.Value;
            }

            await _alarm.WaitAsync(next).ConfigureAwait(false);
        }
    }

    /// <summary>When the next round is worth it if nobody rings.</summary>
    private async Task<Instant> RoundAsync(bool stops)
    {
        var now = _alarm.Now;
        if (!_isRecovered)
        {
            // This process has claimed nothing yet, and no other may.
            Submit(await deliveries.RecoverAsync(channel.Lane, Instant.MaxValue, now, channel.MayRepeat, CancellationToken.None).ConfigureAwait(false));
            _isRecovered = true;
        }

        // Results and claims are written side by side: a store makes both durable at once.
        var finishing = FinishAsync(now);
        try
        {
            return stops ? Instant.MaxValue : await ClaimAsync(now).ConfigureAwait(false);
        }
        finally
        {
            await finishing.ConfigureAwait(false);
        }
    }

    private async Task<Instant> ClaimAsync(Instant now)
    {
        await ForgetAsync().ConfigureAwait(false);
        var room = channel.Concurrency - Volatile.Read(ref _underWay);
        if (room == 0)
        {
            return Instant.MaxValue;
        }

        var until = now + channel.TimeLimit + _margin;
        var claimed = await deliveries.ClaimAsync(channel.Lane, room, now, until, LastGates.At(releases, now), CancellationToken.None).ConfigureAwait(false);
        Submit(claimed.Outcomes);
        foreach (var row in claimed.Rows)
        {
            Interlocked.Increment(ref _underWay);
            _ = Task.Run(() => SendAsync(row));
        }

        return claimed.Rows.Count == room
            ? Instant.MaxValue
            : await deliveries.NextAsync(channel.Lane, CancellationToken.None).ConfigureAwait(false) ?? Instant.MaxValue;
    }

    private async Task SendAsync(Claimed claimed)
    {
        var result = await ResultOfAsync(claimed).ConfigureAwait(false);
        _results.Enqueue(new Delivered(claimed.Row, result) { At = _alarm.Now });
        Interlocked.Decrement(ref _underWay);
        _alarm.Ring();
    }

    private async Task<DeliveryResult> ResultOfAsync(Claimed claimed)
    {
        using var limit = new CancellationTokenSource(channel.TimeLimit.ToTimeSpan(), time);
        try
        {
            return await channel.SendAsync(claimed, limit.Token).WaitAsync((channel.TimeLimit + (_margin / 2)).ToTimeSpan(), time).ConfigureAwait(false);
        }
        catch (Exception unexpected) when (unexpected is not OutOfMemoryException)
        {
            report(unexpected);
            return DeliveryResult.Unknown(unexpected is OperationCanceledException or TimeoutException ? "no answer in time" : "the channel failed");
        }
    }

    private async Task FinishAsync(Instant now)
    {
        while (_results.TryDequeue(out var result))
        {
            _unwritten.Add(result);
        }

        if (_unwritten.Count > 0)
        {
            var heard = await deliveries.FinishAsync(_unwritten, now, CancellationToken.None).ConfigureAwait(false);
            _unwritten.Clear();
            Submit(heard);
        }
    }

    /// <summary>Copies of what is under way are deleted when it is over.</summary>
    private async Task ForgetAsync()
    {
        if (!_mayForget)
        {
            return;
        }

        _mayForget = false;
        if (Volatile.Read(ref _underWay) > 0)
        {
            _mayForget = true;
        }

        while (await deliveries.ToForgetAsync(channel.Lane, ForgetPage, CancellationToken.None).ConfigureAwait(false) is { Count: > 0 } keys)
        {
            try
            {
                await channel.ForgetAsync(keys, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception unexpected) when (unexpected is not OutOfMemoryException)
            {
                report(unexpected);
                _mayForget = true;
                return;
            }

            await deliveries.ForgottenAsync(channel.Lane, keys, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>They are durable: whatever the loop answers, it finds them again.</summary>
    private void Submit(IReadOnlyList<InboxRow> heard)
    {
        foreach (var row in heard)
        {
            _ = loop.SubmitAsync(row, CancellationToken.None);
        }
    }
}
