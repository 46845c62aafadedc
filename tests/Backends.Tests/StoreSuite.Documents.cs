using System.Text;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Tests;

public abstract partial class StoreSuite<TStore>
{
    [Fact]
    public async Task Document_Committed_IsLoadedAsItWas()
    {
        var written = new DocumentWrite(new DocumentRow("zoë-☂", 17, 1, Noon + Duration.FromNanoseconds(100), new byte[] { 0, 1, 255, 0 }), 0);
        await Commit(Now with { Documents = [written] });

        var loaded = Assert.Single(await Store.LoadAsync(["zoë-☂"], None));

        Assert.Equal(written.Row with { Document = loaded.Document }, loaded);
        Assert.Equal(written.Row.Document.ToArray(), loaded.Document.ToArray());
    }

    [Fact]
    public async Task Load_SomeUnknown_GivesTheOthersInOrder()
    {
        await Commit(Now with { Documents = [First("nia"), First("ada"), First("Sam")] });

        var loaded = await Store.LoadAsync(["nia", "nobody", "ada", "Sam"], None);

        Assert.Equal(["Sam", "ada", "nia"], loaded.Select(d => d.Customer));
    }

    [Fact]
    public async Task Page_AfterAPage_GoesOnWhereItEnded()
    {
        await Commit(Now with { Documents = [First("c"), First("a"), First("b")] });

        var first = await Store.PageAsync(null, 2, None);
        var second = await Store.PageAsync(first[^1].Customer, 2, None);

        Assert.Equal(["a", "b"], first.Select(d => d.Customer));
        Assert.Equal(["c"], second.Select(d => d.Customer));
        Assert.Empty(await Store.PageAsync("c", 2, None));
    }

    [Fact]
    public async Task Due_LongestOverdueFirstThenByKey_AtTheInstantItself()
    {
        var later = Noon + Duration.FromTicks(1);
        await Commit(Now with { Documents = [First("never"), First("b", Noon), First("a", Noon), First("z", Noon - Duration.FromDays(1)), First("later", later)] });

        Assert.Equal(["z", "a", "b"], (await Store.DueAsync(Noon, 10, None)).Select(d => d.Customer));
        Assert.Equal(["z", "a"], (await Store.DueAsync(Noon, 2, None)).Select(d => d.Customer));
        Assert.Equal([later], (await Store.DueAsync(later, 10, None)).Where(d => d.Customer == "later").Select(d => d.DueAt));
        Assert.Equal(Noon - Duration.FromDays(1), await Store.NextDueAsync(None));
    }

    [Fact]
    public async Task Due_AfterACommit_FollowsTheDocument()
    {
        await Commit(Now with { Documents = [First("ada", Noon)] });
        await Commit(Now with { Documents = [new(Document("ada", 2), 1)] });

        Assert.Empty(await Store.DueAsync(Noon, 10, None));
        Assert.Null(await Store.NextDueAsync(None));
    }

    [Fact]
    public async Task Commits_AtOnce_AreRefusedOrWrittenEachByItself()
    {
        var commits = Enumerable.Range(0, 60).Select(i => Now with
        {
            Documents = [i % 3 == 0 ? new(Document($"c{i}", 2), 1) : First($"c{i}")],
            Journal = [Noted($"c{i}", 1, "noted")],
        });

        var written = await Task.WhenAll(commits.Select(commit => Task.Run(async () =>
        {
            try
            {
                await Commit(commit);
                return true;
            }
            catch (StoreException refused) when (refused.Fault is StoreFault.Stale)
            {
                return false;
            }
        })));

        Assert.Equal(Enumerable.Range(0, 60).Select(i => i % 3 != 0), written);
        Assert.Equal(40, (await Store.PageAsync(null, 100, None)).Count);
        Assert.Equal(40, (await Store.JournalAsync(0, 100, None)).Count);
    }

    [Theory]
    [InlineData("ada", 0)]
    [InlineData("ada", 2)]
    [InlineData("nobody", 1)]
    public async Task Commit_OverAnotherVersion_IsStaleAndWritesNothing(string customer, long over)
    {
        await Commit(Now with { Documents = [First("ada", text: "one")] });
        var late = Now with
        {
            Documents = [First("bea"), new(Document(customer, over + 1, text: "late"), over)],
            Outbox = [Message("k1")],
            Tallies = [new(new(TallyKind.Customers, "", 0, ""), 1)],
        };

        var refused = await Assert.ThrowsAsync<StoreException>(() => Commit(late));

        Assert.Equal(StoreFault.Stale, refused.Fault);
        Assert.Equal("one", Text(Assert.Single(await Store.PageAsync(null, 10, None))));
        Assert.Null(await Store.OutboxAsync("k1", None));
        Assert.Empty(await Store.TalliesAsync(None));
    }

    [Fact]
    public async Task Commit_AfterOneThatWasRefused_IsTaken()
    {
        await Assert.ThrowsAsync<StoreException>(() => Commit(Now with { Documents = [new(Document("ada", 8), 7)] }));

        await Commit(Now with { Documents = [First("ada")] });

        Assert.Single(await Store.LoadAsync(["ada"], None));
    }

    [Fact]
    public async Task Seen_EventsOfACustomer_AreHisAlone()
    {
        await Commit(Now with { SeenEvents = [new("ada", ulong.MaxValue, Noon), new("ada", 7, Noon), new("nia", 8, Noon)] });
        await Commit(Now with { SeenEvents = [new("ada", 7, Noon)] });

        Assert.Equal(new HashSet<ulong> { 7, ulong.MaxValue }, await Store.SeenAsync("ada", [7, 8, ulong.MaxValue], None));
    }

    [Fact]
    public async Task References_NewestOfAFact_EveryRelease()
    {
        ReferenceRow Row(ReferenceKind kind, string name, string version, int hours) =>
            new(kind, name, version, Noon + Duration.FromHours(hours), Encoding.UTF8.GetBytes(name + version));

        foreach (var row in new[]
        {
            Row(ReferenceKind.Fact, "rfm", "2", 24), Row(ReferenceKind.Fact, "rfm", "1", 0), Row(ReferenceKind.Fact, "churn", "1", 1),
            Row(ReferenceKind.Release, "shop", "a", 1), Row(ReferenceKind.Release, "shop", "b", 0), Row(ReferenceKind.Fact, "rfm", "2", 48),
        })
        {
            await Store.AddReferenceAsync(row, None);
        }

        Assert.Equal([("churn", "1"), ("rfm", "2")], (await Store.ReferencesAsync(ReferenceKind.Fact, None)).Select(r => (r.Name, r.Version)));
        Assert.Equal(["b", "a"], (await Store.ReferencesAsync(ReferenceKind.Release, None)).Select(r => r.Version));

        await Store.DropReferenceAsync(ReferenceKind.Release, "shop", "b", None);
        await Store.DropReferenceAsync(ReferenceKind.Fact, "rfm", "2", None);

        Assert.Equal(["a"], (await Store.ReferencesAsync(ReferenceKind.Release, None)).Select(r => r.Version));
        Assert.Equal([Noon, Noon + Duration.FromHours(1)], (await Store.ReferencesAsync(ReferenceKind.Fact, None)).Select(r => r.ValidFrom));
    }
}
