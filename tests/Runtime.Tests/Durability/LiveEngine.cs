using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Durability;

/// <summary>A loop over a store in memory, on a clock that stands still until it is moved.</summary>
internal sealed class LiveEngine : IAsyncDisposable
{
    public static readonly Instant Start = Instant.FromUtc(2025, 3, 3, 9, 0);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<(Func<bool> IsSo, TaskCompletionSource Told)> _waiters = [];
    private readonly List<JournalRow> _journal = [];
    private readonly List<Task> _running = [];
    private int _events;

    public LiveEngine(Workspace workspace, EngineOptions? options = null, MemoryStore? store = null, ManualTime? time = null, ImmutableArray<Workspace>? older = null)
    {
        Time = time ?? new ManualTime(Start);
        Store = store ?? new MemoryStore(Time);
        Releases = new ReleaseSet(workspace, older ?? []);
        Loop = new EngineLoop(Store, Releases, Time, options ?? new EngineOptions());
        Loop.Watch(Hear);
    }

    public ManualTime Time { get; }

    public MemoryStore Store { get; }

    public ReleaseSet Releases { get; }

    public EngineLoop Loop { get; }

    public ConcurrentQueue<Committed> Commits { get; } = new();

    /// <summary>What channels and stores did to the relay.</summary>
    public ConcurrentQueue<Exception> Troubles { get; } = new();

    public LiveEngine Run(params TestChannel[] channels)
    {
        _running.Add(Task.Run(() => Loop.RunAsync(_stop.Token)));
        return channels.Length == 0 ? this : RunRelay(channels);
    }

    public LiveEngine RunRelay(params TestChannel[] channels)
    {
        var relay = new Relay(Store, [.. channels], Loop, Releases, Time) { Trouble = (_, trouble) => Troubles.Enqueue(trouble) };
        _running.Add(Task.Run(() => relay.RunAsync(_stop.Token)));
        return this;
    }

    /// <summary>A customer who has addresses and consents to everything.</summary>
    public async Task Reachable(string customer)
    {
        await Submit(customer, new Attributes(RecordValue.Of(("email", new TextValue($"{customer}@example.com")), ("push_token", new TextValue("t1")))));
        foreach (var channel in Enum.GetValues<Channel>())
        {
            await Submit(customer, new ConsentChanged(channel, "marketing", true, Time.Now, "test"));
        }
    }

    public CustomerEvent Event(string type, params (string Name, Value Value)[] data) =>
        new("test", $"e{Interlocked.Increment(ref _events)}", type, Time.Now, Time.Now, RecordValue.Of(data));

    public Task<Applied> Submit(string customer, params CustomerEvent[] events) => Submit(customer, new Events([.. events]));

    public Task<Applied> Submit(string customer, Input input) => Loop.SubmitAsync(customer, input, CancellationToken.None);

    /// <summary>Everything that was committed so far, in the order of commits.</summary>
    public IReadOnlyList<JournalRow> Journal
    {
        get
        {
            lock (_lock)
            {
                return [.. _journal];
            }
        }
    }

    public int Count<T>()
    {
        lock (_lock)
        {
            return _journal.Count(r => r.Entry is T);
        }
    }

    public IEnumerable<T> Entries<T>() => Journal.Select(r => r.Entry).OfType<T>();

    public ValueTask<IReadOnlyList<OutboxEntry>> Outbox() => Store.OutboxAsync(0, int.MaxValue, null, null, CancellationToken.None);

    /// <summary>Waits until something that no commit tells of is so.</summary>
    public static async Task Until(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await Task.Yield();
        }
    }

    /// <summary>Lets time pass, second by second, until commits have made it so.</summary>
    public async Task Until(Func<bool> isSo, Duration within)
    {
        var wait = Until(isSo);
        for (var passed = Duration.Zero; passed < within && !wait.IsCompleted; passed += Duration.FromSeconds(1))
        {
            Time.Advance(Duration.FromSeconds(1));
            await Task.WhenAny(wait, Task.Delay(20));
        }

        await wait;
    }

    /// <summary>Waits until commits have made it so.</summary>
    public Task Until(Func<bool> isSo)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiters.Add((isSo, told));
        }

        Tell();
        return told.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async Task<CustomerDocument> Document(string customer)
    {
        var rows = await Store.LoadAsync([customer], CancellationToken.None);
        return DocumentCodec.Decode(rows.Single().Document.Span);
    }

    public async Task Stop()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _stop.Dispose();
    }

    private void Hear(Committed committed)
    {
        Commits.Enqueue(committed);
        lock (_lock)
        {
            _journal.AddRange(committed.Journal);
        }

        Tell();
    }

    private void Tell()
    {
        List<(Func<bool> IsSo, TaskCompletionSource Told)> waiters;
        lock (_lock)
        {
            waiters = [.. _waiters];
        }

        waiters.Where(w => w.IsSo()).ToList().ForEach(w => w.Told.TrySetResult());
    }
}
