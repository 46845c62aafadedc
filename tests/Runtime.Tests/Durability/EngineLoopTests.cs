using System.Security.Cryptography;
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

    [Fact]
    public async Task Clock_JumpsBackAndForth_TimersFireOnceInTheirTime()
    {
        await using var engine = new LiveEngine(_waits).Run();
        await engine.Submit("ada", engine.Event("began"));
        engine.Time.Advance(Duration.FromHours(-3));
        await engine.Submit("bob", engine.Event("began"));
        Assert.Equal(0, engine.Count<Exited>());

        engine.Time.Advance(Duration.FromHours(1));
        await engine.Until(() => engine.Count<Exited>() == 1);
        Assert.Equal("bob", engine.Journal.Single(r => r.Entry is Exited).Customer);
        engine.Time.Advance(Duration.FromHours(50));
        await engine.Until(() => engine.Count<Exited>() == 2);
        engine.Time.Advance(Duration.FromHours(-50));
        await engine.Submit("ada", engine.Event("bought"));
        Assert.Equal(2, engine.Count<Exited>());
        Assert.All(engine.Journal, r => Assert.True(r.Entry.At >= LiveEngine.Start - Duration.FromHours(3)));
    }

    [Fact]
    public async Task Submit_TheQueueIsFull_IsOverloadedUntilThereIsRoom()
    {
        await using var engine = new LiveEngine(_waits, new EngineOptions { QueueSize = 10 });
        var answers = Enumerable.Range(0, 12).Select(i => engine.Submit($"c{i}", engine.Event("began"))).ToList();
        Assert.All(answers[10..], a => Assert.IsType<Overloaded>(a.Result));
        engine.Run();
        Assert.All(await Task.WhenAll(answers[..10]), a => Assert.IsType<Taken>(a));
        Assert.IsType<Taken>(await engine.Submit("late", engine.Event("began")));
    }

    [Fact]
    public async Task Stop_WhatWasTaken_IsCommittedAndNothingAfter()
    {
        var engine = new LiveEngine(_waits, new EngineOptions { BatchSize = 7 });
        var answers = Enumerable.Range(0, 100).Select(i => engine.Submit($"c{i}", engine.Event("began"))).ToList();
        engine.Run();
        await engine.Stop();

        Assert.All(await Task.WhenAll(answers), a => Assert.IsType<Taken>(a));
        Assert.IsType<Unavailable>(await engine.Submit("late", engine.Event("began")));
        Assert.Equal(100, engine.Count<Entered>());
    }

    [Fact]
    public async Task Timers_MoreThanABatch_LeaveRoomForEvents()
    {
        await using var engine = new LiveEngine(_waits, new EngineOptions { BatchSize = 100 });
        engine.Run();
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => engine.Submit($"c{i}", engine.Event("began"))));
        var first = new TaskCompletionSource<int>();
        engine.Store.BeforeCommit = commit => first.TrySetResult(commit.Documents.Length);
        engine.Time.Advance(Duration.FromHours(1));
        Assert.Equal(100, await first.Task);
        var taken = await engine.Submit("fresh", engine.Event("began"));

        Assert.IsType<Taken>(taken);
        Assert.InRange(engine.Count<Exited>(), 0, 1_000);
        await engine.Until(() => engine.Count<Exited>() == 1_000);
        Assert.Equal(1_000, engine.Journal.Where(r => r.Entry is Exited).Select(r => r.Customer).Distinct().Count());
    }

    [Fact]
    public async Task Inbox_AtTheStart_GoesBeforeTimers()
    {
        await using var before = new LiveEngine(_waits);
        before.Run();
        await before.Submit("ada", before.Event("began"));
        await before.Stop();
        var seen = new CustomerEvent("test", "seen", "seen", LiveEngine.Start + Duration.FromMinutes(30), LiveEngine.Start + Duration.FromMinutes(30), RecordValue.Empty);
        await before.Store.AddToInboxAsync([new InboxRow(0, "ada", InputCodec.Encode(new Events([seen])))], CancellationToken.None);
        before.Time.Advance(Duration.FromHours(2));

        await using var after = new LiveEngine(_waits, store: before.Store, time: before.Time);
        after.Run();
        await after.Until(() => after.Count<Exited>() == 1);
        Assert.Equal("seen", after.Entries<Exited>().Single().Reason);
    }

    [Fact]
    public async Task Inbox_RowOfAnotherProcess_IsFoundWithinThePause()
    {
        await using var engine = new LiveEngine(_waits).Run();
        await engine.Submit("ada", engine.Event("bought"));
        var input = InputCodec.Encode(new ConsentChanged(Channel.Email, "marketing", true, engine.Time.Now, "tool"));
        await engine.Store.AddToInboxAsync([new InboxRow(0, "ada", input)], CancellationToken.None);
        await engine.Until(() => engine.Count<ConsentNoted>() == 1, Duration.FromSeconds(1));

        Assert.Empty(await engine.Store.InboxAsync(0, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Inbox_LongBehindAFullQueue_EventsAreTakenAgainBeforeItIsEmpty()
    {
        await using var engine = new LiveEngine(_waits, new EngineOptions { BatchSize = 100, QueueSize = 1_000 });
        var consent = InputCodec.Encode(new ConsentChanged(Channel.Email, "marketing", true, engine.Time.Now, "import"));
        await engine.Store.AddToInboxAsync([.. Enumerable.Range(0, 5_000).Select(i => new InboxRow(0, $"i{i}", consent))], CancellationToken.None);
        var waiting = Enumerable.Range(0, 1_000).Select(i => engine.Submit($"c{i}", engine.Event("bought"))).ToList();
        Assert.IsType<Overloaded>(await engine.Submit("late", engine.Event("bought")));
        var commits = 0;
        var fresh = new TaskCompletionSource<Task<Applied>>();
        engine.Store.BeforeCommit = _ =>
        {
            if (++commits == 10)
            {
                fresh.SetResult(engine.Submit("late", engine.Event("bought")));
            }
        };
        engine.Run();

        Assert.IsType<Taken>(await await fresh.Task);
        Assert.All(await Task.WhenAll(waiting), a => Assert.IsType<Taken>(a));
        await engine.Until(() => engine.Count<ConsentNoted>() == 5_000);
    }

    [Fact]
    public async Task HotCustomer_TenThousandEvents_EachOnce()
    {
        await using var engine = new LiveEngine(_waits);
        engine.Run();
        var events = Enumerable.Range(0, 10_000).Select(_ => engine.Event("bought")).ToList();
        await Task.WhenAll(events.Select(e => engine.Submit("ada", e)));
        await Task.WhenAll(events.Where((_, i) => i % 97 == 0 || i > 9_000).Select(e => engine.Submit("ada", e)));

        var fates = engine.Entries<EventApplied>().ToLookup(e => e.Fate, e => e.Id);
        Assert.Equal(10_000, fates[EventFate.Applied].Distinct().Count());
        Assert.Equal(10_000, fates[EventFate.Applied].Count());
        Assert.Equal(events.Where((_, i) => i % 97 == 0 || i > 9_000).Count(), fates[EventFate.Duplicate].Count());
        Assert.Equal(512, (await engine.Document("ada")).EventIds.Length);
    }

    [Fact]
    public async Task HotCustomer_TenThousandKeys_ThirtyTwoEnter()
    {
        await using var engine = new LiveEngine(Written.Workspace("""
            journey j version 1:
              enter on event began
                keyed by event.id
              flow:
                wait 1 hour
            """));
        engine.Run();
        await Task.WhenAll(Enumerable.Range(0, 10_000).Select(i => engine.Submit("ada", engine.Event("began", Written.Id($"k{i}")))));

        Assert.Equal(32, engine.Count<Entered>());
        Assert.Equal(10_000 - 32, engine.Entries<NotEntered>().Count(n => n.Reason == "32 runs already"));
        Assert.Equal(32, (await engine.Document("ada")).Runs.Length);
    }

    [Fact]
    public async Task HeavyCustomer_EntersNothingAnyMore()
    {
        await using var engine = new LiveEngine(_waits);
        engine.Run();
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(i => Convert.ToBase64String(SHA256.HashData(BitConverter.GetBytes(i)))));
        await engine.Submit("ada", new Attributes(RecordValue.Of(("email", new TextValue(text)))));
        await engine.Submit("ada", engine.Event("began"));

        Assert.Equal("too much is kept of this customer", engine.Entries<NotEntered>().Single().Reason);
    }

    [Fact]
    public async Task Erase_AndBackInOneBatch_TheReturnIsInACommitOfItsOwn()
    {
        await using var engine = new LiveEngine(_waits);
        var answers = new[]
        {
            engine.Submit("ada", engine.Event("began")),
            engine.Submit("ada", new Erase(engine.Time.Now)),
            engine.Submit("ada", engine.Event("began") with { At = engine.Time.Now + Duration.FromMinutes(1) }),
        };
        engine.Run();
        Assert.All(await Task.WhenAll(answers), a => Assert.IsType<Taken>(a));

        Assert.Equal([["ada"], []], engine.Commits.Select(c => c.Erased.ToArray()));
        Assert.Single((await engine.Document("ada")).Runs);
    }
}
