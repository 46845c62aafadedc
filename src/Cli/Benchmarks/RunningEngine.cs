using NodaTime;
using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>The engine as `journey run` has it, without a server: the loop over one file.</summary>
internal sealed class RunningEngine : IAsyncDisposable
{
    private const int UnderWay = 4_000;

    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private readonly Task _loop;

    public RunningEngine(string folder, EngineShop shop, TimeProvider time, bool keepsCommits = false)
    {
        _time = time;
        Store = SqliteStore.Open(folder, time);
        Metered = new MeteredStore(Store, keepsCommits);
        Loop = new EngineLoop(Metered, shop.Releases, time, new EngineOptions());
        _loop = Task.Run(() => Loop.RunAsync(_stop.Token));
    }

    public SqliteStore Store { get; }

    public MeteredStore Metered { get; }

    public EngineLoop Loop { get; }

    public Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    /// <summary>Submits as fast as answers come, a few thousand under way, and returns when all are durable.</summary>
    public async Task ApplyAsync(IEnumerable<(string Customer, Input Input)> inputs)
    {
        using var room = new SemaphoreSlim(UnderWay);
        foreach (var (customer, input) in inputs)
        {
            await room.WaitAsync();
            _ = ApplyAsync(customer, input, room);
        }

        for (var i = 0; i < UnderWay; i++)
        {
            await room.WaitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        Store.Dispose();
        _stop.Dispose();
    }

    private async Task ApplyAsync(string customer, Input input, SemaphoreSlim room)
    {
        var answer = await Loop.SubmitAsync(customer, input, CancellationToken.None);
        room.Release();
        if (answer is not Taken)
        {
            throw new InvalidOperationException($"an input was not taken: {answer}");
        }
    }
}
