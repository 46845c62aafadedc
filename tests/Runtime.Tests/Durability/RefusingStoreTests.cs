using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Tests.Execution;

namespace Personalization.Journeys.Runtime.Tests.Durability;

/// <summary>What the loop does when a commit does not succeed.</summary>
public sealed class RefusingStoreTests
{
    private static readonly Workspace _waits = Written.Flow("wait 1 hour");

    [Theory]
    [InlineData(StoreFault.Full, "no space left")]
    [InlineData(StoreFault.Locked, "another process holds the file")]
    [InlineData(StoreFault.Failed, "the device says no")]
    public async Task Commit_Refused_SubmittersHearItAndTheNextOneIsTaken(StoreFault fault, string sentence)
    {
        await using var engine = new LiveEngine(_waits);
        engine.Run();
        engine.Store.BeforeCommit = _ => throw new StoreException(fault, sentence);
        Assert.Equal(new Unavailable(sentence), await engine.Submit("ada", engine.Event("began")));
        Assert.Equal(sentence, engine.Loop.Trouble);

        engine.Store.BeforeCommit = null;
        Assert.IsType<Taken>(await engine.Submit("ada", engine.Event("began")));
        Assert.Null(engine.Loop.Trouble);
        Assert.Equal(1, (await engine.Document("ada")).Version);
    }

    [Fact]
    public async Task Commit_RefusedForTimers_TheyFireWhenTheStoreIsBack()
    {
        await using var engine = new LiveEngine(_waits);
        engine.Run();
        await engine.Submit("ada", engine.Event("began"));
        var refused = new TaskCompletionSource();
        engine.Store.BeforeCommit = _ =>
        {
            refused.TrySetResult();
            throw new StoreException(StoreFault.Full, "no space left");
        };
        engine.Time.Advance(Duration.FromHours(1));
        await refused.Task;
        engine.Store.BeforeCommit = null;
        Assert.Equal(0, engine.Count<Exited>());

        await engine.Until(() => engine.Count<Exited>() == 1, Duration.FromSeconds(30));
    }

    [Fact]
    public async Task Commit_Stale_IsLoadedAndDecidedAgain()
    {
        await using var engine = new LiveEngine(_waits);
        engine.Run();
        await engine.Submit("ada", engine.Event("bought"));
        var other = await engine.Document("ada");
        var ahead = other with { Version = other.Version + 1, Attributes = RecordValue.Of(("points", new NumberValue(7))) };
        await engine.Store.CommitAsync(
            new Commit(engine.Time.Now) { Documents = [new(new("ada", 0, ahead.Version, null, DocumentCodec.Encode(ahead)), other.Version)] },
            CancellationToken.None);

        Assert.Equal(3, Assert.IsType<Taken>(await engine.Submit("ada", engine.Event("bought"))).Version);
        Assert.Equal(new NumberValue(7), (await engine.Document("ada")).Attributes["points"]);
    }

    [Fact]
    public async Task Commit_AnswerIsLost_TheRepeatIsADuplicate()
    {
        await using var engine = new LiveEngine(_waits);
        engine.Run();
        engine.Store.AfterCommit = _ => throw new StoreException(StoreFault.Failed, "connection lost");
        var began = engine.Event("began");
        Assert.IsType<Unavailable>(await engine.Submit("ada", began));

        engine.Store.AfterCommit = null;
        var taken = Assert.IsType<Taken>(await engine.Submit("ada", began));
        Assert.Equal(EventFate.Duplicate, Assert.IsType<EventApplied>(taken.Journal.Single()).Fate);
        Assert.Single((await engine.Document("ada")).Runs);
    }

    [Fact]
    public async Task Commit_CannotHoldOneInput_ThatOneIsParkedAlone()
    {
        await using var engine = new LiveEngine(_waits);
        engine.Store.BeforeCommit = commit =>
        {
            if (commit.Documents.Any(d => d.Row.Customer == "c77"))
            {
                throw new ArgumentException("this row can not be written");
            }
        };
        var answers = Enumerable.Range(0, 200).Select(i => engine.Submit($"c{i}", engine.Event("began"))).ToList();
        engine.Run();
        var applied = await Task.WhenAll(answers);

        Assert.Equal(new Parked("ArgumentException: this row can not be written"), applied[77]);
        Assert.Equal(199, applied.OfType<Taken>().Count());
        var parked = Assert.Single(await engine.Store.ParkedAsync(0, 10, CancellationToken.None));
        Assert.Equal(("c77", "e78"), (parked.Customer, ((Events)InputCodec.Decode(parked.Input.Span)).Items.Single().Id));
    }

    [Fact]
    public async Task Inbox_CommitRefused_TheRowIsDecidedOnceWhenTheStoreIsBack()
    {
        await using var engine = new LiveEngine(_waits);
        engine.Run();
        var input = InputCodec.Encode(new ConsentChanged(Channel.Email, "marketing", true, engine.Time.Now, "page"));
        engine.Store.BeforeCommit = _ => throw new StoreException(StoreFault.Full, "no space left");
        var rows = await engine.Store.AddToInboxAsync([new InboxRow(0, "ada", input)], CancellationToken.None);
        Assert.IsType<Unavailable>(await engine.Loop.SubmitAsync(rows[0], CancellationToken.None));

        engine.Store.BeforeCommit = null;
        await engine.Until(() => engine.Count<ConsentNoted>() == 1, Duration.FromSeconds(30));
        Assert.Empty(await engine.Store.InboxAsync(0, 10, CancellationToken.None));
        engine.Time.Advance(Duration.FromMinutes(5));
        await engine.Submit("ada", engine.Event("bought"));
        Assert.Equal(1, engine.Count<ConsentNoted>());
    }
}
