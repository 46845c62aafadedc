using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Tests.Execution;

namespace Personalization.Journeys.Runtime.Tests.Durability;

public sealed class EngineLoopTests
{
    private static readonly Workspace _waits = Written.Flow("wait up to 1 hour for event seen as it\nif it is known:\n  exit \"seen\"");

    [Fact]
    public async Task Submit_BeforeTheLoopRuns_OneCommitForAll()
    {
        await using var engine = new LiveEngine(_waits);
        var answers = Enumerable.Range(0, 500).Select(i => engine.Submit($"c{i}", engine.Event("began"))).ToList();
        engine.Run();
        var taken = await Task.WhenAll(answers);

        Assert.All(taken, a => Assert.Equal(1, Assert.IsType<Taken>(a).Version));
        Assert.Single(engine.Commits);
        Assert.Equal(500, engine.Count<Entered>());
    }

    [Fact]
    public async Task Submit_OneCustomer_KeepsTheOrderOfArrival()
    {
        await using var engine = new LiveEngine(_waits);
        var sent = Enumerable.Range(0, 50).Select(i => engine.Event(i % 2 == 0 ? "began" : "bought")).ToList();
        var answers = sent.Select(e => engine.Submit("ada", e)).ToList();
        engine.Run();
        await Task.WhenAll(answers);

        Assert.Equal(sent.Select(e => e.Id), engine.Journal.Select(r => r.Entry).OfType<EventApplied>().Select(e => e.Id));
        Assert.Equal(1, (await engine.Document("ada")).Version);
    }

    [Fact]
    public async Task Timer_Due_FiresOnceAndNeverEarly()
    {
        await using var engine = new LiveEngine(_waits).Run();
        await engine.Submit("ada", engine.Event("began"));
        engine.Time.Advance(Duration.FromMinutes(59));
        await engine.Submit("eve", engine.Event("bought"));
        Assert.Equal(0, engine.Count<Exited>());

        engine.Time.Advance(Duration.FromMinutes(1));
        await engine.Until(() => engine.Count<Exited>() == 1);
        engine.Time.Advance(Duration.FromHours(5));
        await engine.Submit("eve", engine.Event("bought"));
        Assert.Equal("finished", engine.Journal.Select(r => r.Entry).OfType<Exited>().Single().Reason);
    }
}
