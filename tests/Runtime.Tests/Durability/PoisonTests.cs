using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Tests.Execution;

namespace Personalization.Journeys.Runtime.Tests.Durability;

/// <summary>Inputs that can not be decided: here, of customers who are inside a version that no release holds.</summary>
public sealed class PoisonTests
{
    private static readonly Workspace _waits = Written.Flow("wait 1 hour");

    [Fact]
    public async Task Decide_Throws_TheInputIsParkedAndTheOthersGoOn()
    {
        await using var engine = await WithLost("lost", due: null);
        var bad = engine.Event("bought");
        var answers = new[] { engine.Submit("ada", engine.Event("began")), engine.Submit("lost", bad), engine.Submit("bob", engine.Event("began")) };
        engine.Run();
        var applied = await Task.WhenAll(answers);

        Assert.Equal([typeof(Taken), typeof(Parked), typeof(Taken)], applied.Select(a => a.GetType()));
        Assert.Equal(1, (await engine.Document("lost")).Version);
        var parked = Assert.Single(await engine.Store.ParkedAsync(0, 10, CancellationToken.None));
        Assert.Equal(InputCodec.Encode(new Events([bad])), parked.Input.ToArray());
        Assert.Equal(1, (await engine.Store.TalliesAsync(CancellationToken.None)).Single(t => t.Key.Kind is TallyKind.Incidents).Value);
        Assert.Equal("lost", engine.Journal.Single(r => r.Entry is Incident).Customer);
    }

    [Fact]
    public async Task Decide_ThrowsForATimer_TheOthersFireAndItRests()
    {
        await using var engine = await WithLost("lost", due: LiveEngine.Start + Duration.FromMinutes(30));
        engine.Run();
        await engine.Submit("ada", engine.Event("began"));
        engine.Time.Advance(Duration.FromHours(1));
        await engine.Until(() => engine.Count<Exited>() == 1);
        await engine.Until(() => engine.Count<Incident>() == 1);
        engine.Time.Advance(Duration.FromHours(1));
        await engine.Submit("ada", engine.Event("bought"));

        Assert.Equal(1, engine.Count<Incident>());
        Assert.Single(await engine.Store.ParkedAsync(0, 10, CancellationToken.None));
        engine.Time.Advance(Duration.FromDays(1));
        await engine.Until(() => engine.Count<Incident>() == 2);
    }

    [Fact]
    public async Task Document_Unreadable_ItsInputsAreParked()
    {
        await using var engine = new LiveEngine(_waits);
        await engine.Store.CommitAsync(
            new Commit(engine.Time.Now) { Documents = [new(new("torn", 0, 1, LiveEngine.Start, new byte[] { 1, 2 }), 0)] }, CancellationToken.None);
        engine.Run();

        Assert.IsType<Parked>(await engine.Submit("torn", engine.Event("began")));
        Assert.IsType<Taken>(await engine.Submit("ada", engine.Event("began")));
    }

    [Fact]
    public async Task Inbox_RowIsUnreadable_IsParkedAsItIs()
    {
        await using var engine = new LiveEngine(_waits);
        await engine.Store.AddToInboxAsync([new InboxRow(0, "ada", new byte[] { 1, 2, 3 })], CancellationToken.None);
        engine.Run();
        await engine.Submit("ada", engine.Event("began"));

        Assert.Equal([1, 2, 3], Assert.Single(await engine.Store.ParkedAsync(0, 10, CancellationToken.None)).Input.ToArray());
        Assert.Empty(await engine.Store.InboxAsync(0, 10, CancellationToken.None));
    }

    private static async Task<LiveEngine> WithLost(string customer, Instant? due)
    {
        var engine = new LiveEngine(_waits);
        var lost = new CustomerDocument(customer) { Version = 1, Runs = [new Run($"{customer}/gone/1", "gone", 9, "", LiveEngine.Start, LiveEngine.Start)], DueAt = due };
        await engine.Store.CommitAsync(
            new Commit(engine.Time.Now) { Documents = [new(new(customer, 0, 1, due, DocumentCodec.Encode(lost)), 0)] }, CancellationToken.None);
        return engine;
    }
}
