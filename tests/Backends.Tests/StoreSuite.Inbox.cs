using System.Text;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Tests;

public abstract partial class StoreSuite<TStore>
{
    [Fact]
    public async Task Inbox_IdsAscend_AlsoAfterTheNewestWasTaken()
    {
        var first = await Store.AddToInboxAsync([new(99, "ada", Bytes("one")), new(1, "nia", Bytes("two"))], None);
        await Commit(Now with { InboxTaken = [first[1].Id] });
        var second = await Store.AddToInboxAsync([new(0, "ada", Bytes("three"))], None);

        Assert.True(first[0].Id < first[1].Id && first[1].Id < second[0].Id);
        var waiting = await Store.InboxAsync(0, 10, None);
        Assert.Equal([("ada", "one"), ("ada", "three")], waiting.Select(r => (r.Customer, Encoding.UTF8.GetString(r.Input.Span))));
        Assert.Equal([second[0].Id], (await Store.InboxAsync(first[0].Id, 10, None)).Select(r => r.Id));
        Assert.Single(await Store.InboxAsync(0, 1, None));
    }

    [Fact]
    public async Task Inbox_TakenByARefusedCommit_Waits()
    {
        var row = Assert.Single(await Store.AddToInboxAsync([new(0, "ada", Bytes("one"))], None));

        await Assert.ThrowsAsync<StoreException>(() => Commit(Now with { InboxTaken = [row.Id], Documents = [new(Document("ada", 2), 1)] }));

        Assert.Single(await Store.InboxAsync(0, 10, None));
    }

    [Fact]
    public async Task Parked_ClosedOrTaken_IsGone()
    {
        await Commit(Now with { Parked = [Parked("ada"), Parked("nia"), Parked("sam")] });
        var parked = await Store.ParkedAsync(0, 10, None);

        Assert.Equal(["ada", "nia", "sam"], parked.Select(p => p.Customer));
        Assert.Equal((Noon, "bug", "input"), (parked[0].At, parked[0].Reason, Encoding.UTF8.GetString(parked[0].Input.Span)));
        Assert.True(await Store.CloseParkedAsync(parked[0].Id, None));
        Assert.False(await Store.CloseParkedAsync(parked[0].Id, None));
        await Commit(Now with { ParkedTaken = [parked[2].Id] });
        Assert.Equal(["nia"], (await Store.ParkedAsync(0, 10, None)).Select(p => p.Customer));
        Assert.Empty(await Store.ParkedAsync(parked[1].Id, 10, None));
    }

    private static ParkedRow Parked(string customer) => new(0, customer, Noon, "bug", Bytes("input"));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
