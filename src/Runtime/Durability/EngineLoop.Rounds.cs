using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Durability;

public sealed partial class EngineLoop
{
    /// <summary>What was in the inbox at the start goes before timers, but does not hold them up for longer.</summary>
    private static readonly Duration _longestHold = Duration.FromSeconds(60);

    private bool _timersAreHeld = true;

    /// <summary>Runs until it is told to stop; what was taken by then is committed first.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await using var _ = stop.Register(_alarm.Ring).ConfigureAwait(false);
        try
        {
            var startedAt = _alarm.Now;
            while (!stop.IsCancellationRequested)
            {
                var worked = await LiveRoundAsync(startedAt).ConfigureAwait(false);
                if (!worked)
                {
                    await PauseAsync().ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _queue.Writer.TryComplete();
            await DrainAsync().ConfigureAwait(false);
        }
    }

    private async Task DrainAsync()
    {
        while (Fresh(_options.BatchSize) is { Count: > 0 } last)
        {
            await CommitAsync(last, [], _alarm.Now).ConfigureAwait(false);
        }
    }

    private async Task<bool> LiveRoundAsync(Instant startedAt)
    {
        var now = _alarm.Now;
        try
        {
            if (!(now < _backoff.Until))
            {
                var room = InboxRoom(Volatile.Read(ref _waiting));
                foreach (var found in await _inbox.LookAsync(now, room, CancellationToken.None).ConfigureAwait(false))
                {
                    Enqueue(found);
                }
            }

            var waiting = Volatile.Read(ref _waiting);
            _timersAreHeld &= (!_inbox.IsRead || waiting > 0) && now - startedAt < _longestHold;
            var due = _timersAreHeld || now < _backoff.Until
                ? []
                : await _timers.DueAsync(now, TimerRoom(waiting), CancellationToken.None).ConfigureAwait(false);
            var fresh = Fresh(_options.BatchSize - due.Count);
            if (fresh.Count + due.Count == 0)
            {
                return _inbox.NextLook <= now && !(now < _backoff.Until);
            }

            await CommitAsync(fresh, due, now).ConfigureAwait(false);
            return true;
        }
        catch (StoreException refused)
        {
            Fail(refused, now);
            return false;
        }
    }

    private int TimerRoom(int waiting) => Math.Max(1, Math.Max((int)(_options.BatchSize * _options.TimerShare), _options.BatchSize - waiting));

    /// <summary>Less than a batch without timers takes off: however long the inbox is, what waits in memory does not grow by it.</summary>
    private int InboxRoom(int waiting) => Math.Max(1, Math.Max(_options.BatchSize / 4, _options.BatchSize - waiting));

    private List<Submission> Fresh(int most)
    {
        var fresh = new List<Submission>();
        while (fresh.Count < most && _queue.Reader.TryRead(out var submission))
        {
            Interlocked.Decrement(ref _waiting);
            fresh.Add(submission);
        }

        return fresh;
    }

    private async Task CommitAsync(List<Submission> fresh, IReadOnlyList<DueRow> due, Instant now)
    {
        var inputs = fresh.Select(s => new CustomerInput(s.Customer, s.Input, now, s.InboxId))
            .Concat(due.Select(d => new CustomerInput(d.Customer, new Due(), now)))
            .ToList();
        Processed processed;
        try
        {
            processed = await _processor.ProcessAsync(inputs, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception bug)
        {
            fresh.ForEach(s => Say(s, new Unavailable(bug.Message)));
            throw;
        }

        foreach (var commit in processed.Commits)
        {
            _timers.Note(commit);
        }

        if (processed.Failure is { } refused)
        {
            Fail(refused, now);
        }
        else
        {
            _backoff.Worked();
            _trouble = null;
        }

        try
        {
            foreach (var commit in processed.Commits)
            {
                Tell(commit);
            }
        }
        finally
        {
            for (var i = 0; i < fresh.Count; i++)
            {
                Say(fresh[i], processed.Answers[i]);
            }
        }
    }

    private void Tell(Commit commit)
    {
        var committed = new Committed(commit.At, commit.Journal, commit.Tallies, !commit.Outbox.IsEmpty)
        {
            Customers = [.. commit.Documents.Select(d => d.Row.Customer)],
            Erased = commit.Erased,
        };
        foreach (var hear in _watchers)
        {
            hear(committed);
        }
    }

    private void Fail(StoreException refused, Instant now)
    {
        _trouble = refused.Message;
        _backoff.Failed(now);
        _timers.Forget();
        _inbox.StartOver(_backoff.Until!.Value);
    }

    /// <summary>Until something arrives, or until something is due.</summary>
    private Task PauseAsync()
    {
        var wake = _timersAreHeld ? _inbox.NextLook : Instant.Min(_timers.Next, _inbox.NextLook);
        return _alarm.WaitAsync(_backoff.Until is { } until ? Instant.Max(wake, until) : wake);
    }
}
