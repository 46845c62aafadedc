using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Tests.Execution;

namespace Personalization.Journeys.Runtime.Tests.Durability;

/// <summary>An event that ends a wait arrives while the timer of the same run fires.</summary>
public sealed class RaceTests
{
    private const int Runs = 10_000;

    private static readonly Workspace _waits = Written.Flow("wait up to 1 hour for event seen as it\nif it is known:\n  exit \"seen\"\nexit \"timed out\"");

    [Fact]
    public async Task Wait_EventAgainstTimer_EveryRunEndsOnceByOneOfThem()
    {
        await using var engine = new LiveEngine(_waits);
        var tick = Duration.FromMilliseconds(1);
        engine.Run();
        foreach (var batch in Enumerable.Range(0, Runs).Chunk(100))
        {
            await Task.WhenAll(batch.Select(i => engine.Submit($"c{i}", engine.Event("began"))));
            engine.Time.Advance(tick);
        }

        engine.Time.Advance(Duration.FromHours(1) - (tick * (Runs / 100)));
        var clock = Task.Run(async () =>
        {
            for (var i = 0; i < Runs / 100; i++)
            {
                engine.Time.Advance(tick);
                await Task.WhenAll(engine.Submit("other", engine.Event("bought")));
            }
        });
        var events = Enumerable.Range(0, 2).Select(half => Task.Run(async () =>
        {
            foreach (var batch in Enumerable.Range(0, Runs).Where(i => i % 2 == half).Chunk(50))
            {
                await Task.WhenAll(batch.Select(i => engine.Submit($"c{i}", engine.Event("seen"))));
            }
        }));
        await Task.WhenAll([clock, .. events]);
        engine.Time.Advance(Duration.FromHours(1));
        await engine.Until(() => engine.Count<Exited>() >= Runs);
        await engine.Submit("other", engine.Event("bought"));

        var ends = engine.Entries<Exited>().ToList();
        Assert.Equal(Runs, ends.Count);
        Assert.Equal(Runs, ends.Select(e => e.Run).Distinct().Count());
        Assert.All(ends, e => Assert.True(e.Reason is "seen" or "timed out", e.Reason));
        Assert.Equal(2, ends.Select(e => e.Reason).Distinct().Count());
        Assert.Null(await engine.Store.NextDueAsync(CancellationToken.None));
        Assert.DoesNotContain(await engine.Store.TalliesAsync(CancellationToken.None), t => t.Key.Kind is TallyKind.Inside or TallyKind.Standing);
    }
}
