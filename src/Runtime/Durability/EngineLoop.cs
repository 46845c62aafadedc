using System.Collections.Immutable;
using System.Threading.Channels;
using NodaTime;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// The loop around Decide: a batch of whatever arrived while the last commit ran, grouped by customer, decided, committed
/// once, and only then answered. Timers come through the same loop.
/// </summary>
public sealed partial class EngineLoop
{
    private static readonly Duration _whenFull = Duration.FromSeconds(1);

    private readonly Alarm _alarm;
    private readonly EngineOptions _options;
    private readonly BatchProcessor _processor;
    private readonly DueTimers _timers;
    private readonly Inbox _inbox;
    private readonly Backoff _backoff = new();
    private readonly Channel<Submission> _queue = Channel.CreateUnbounded<Submission>(new() { SingleReader = true });
    private ImmutableArray<Action<Committed>> _watchers = [];
    private int _waiting;
    private volatile string? _trouble;

    public EngineLoop(IStore store, ReleaseSet releases, TimeProvider time, EngineOptions options)
    {
        _alarm = new Alarm(time);
        _options = options;
        _processor = new BatchProcessor(store, releases, options);
        _timers = new DueTimers(store);
        _inbox = new Inbox(store, options.InboxPause);
    }

    /// <summary>The reference data that decisions read; replaced as a whole.</summary>
    public Facts Facts
    {
        get => _processor.Facts;
        set => _processor.Facts = value;
    }

    /// <summary>Why nothing can be taken now; null while all is well.</summary>
    public string? Trouble => _trouble;

    /// <summary>Answers when the input is durable, or says why it can not be.</summary>
    public Task<Applied> SubmitAsync(string customer, Input input, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _waiting) >= _options.QueueSize)
        {
            return Task.FromResult<Applied>(new Overloaded(_whenFull));
        }

        var submission = new Submission(customer, input, null);
        Enqueue(submission);
        return submission.Answer.WaitAsync(cancellation);
    }

    /// <summary>Input that is durable in the inbox already.</summary>
    public Task<Applied> SubmitAsync(InboxRow row, CancellationToken cancellation)
    {
        var (submission, isNew) = _inbox.Take(row);
        if (submission is null)
        {
            return Task.FromResult<Applied>(new Taken(0, []));
        }

        if (isNew)
        {
            Enqueue(submission);
        }

        return submission.Answer.WaitAsync(cancellation);
    }

    /// <summary>Hears of every commit after it is durable; must return at once.</summary>
    public IDisposable Watch(Action<Committed> hear)
    {
        ImmutableInterlocked.Update(ref _watchers, w => w.Add(hear));
        return new Watching(this, hear);
    }

    private void Enqueue(Submission submission)
    {
        Interlocked.Increment(ref _waiting);
        if (!_queue.Writer.TryWrite(submission))
        {
            Interlocked.Decrement(ref _waiting);
            Say(submission, new Unavailable("the engine stops; send it again when it is back"));
        }

        _alarm.Ring();
    }

    private void Say(Submission submission, Applied answer)
    {
        _inbox.Leave(submission);
        submission.Say(answer);
    }

    private sealed class Watching(EngineLoop loop, Action<Committed> hear) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref loop._watchers, w => w.Remove(hear));
    }
}
