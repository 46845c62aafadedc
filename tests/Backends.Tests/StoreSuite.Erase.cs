using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Tests;

public abstract partial class StoreSuite<TStore>
{
    [Fact]
    public async Task Erase_OfACustomer_EmptiesTheOutboxAndEndsWhatIsOpen()
    {
        await Commit(Now with { Documents = [First("ada")], Outbox = [Message("done"), Message("nia's", "nia")] });
        var claimed = (await Claim()).Rows;
        await Store.FinishAsync(claimed.Select(r => new Delivered(r.Row, DeliveryResult.Accepted)).ToList(), Noon, None);
        var heard = (await Store.InboxAsync(0, 10, None)).Count;
        await Commit(Now with { Outbox = [Message("under way")] });
        var trying = Assert.Single((await Claim()).Rows);
        await Commit(Now with { Outbox = [Message("open"), Message("nia's open", "nia")] });

        await Commit(Now with { Documents = [new(Document("ada", 2, text: "erased"), 1)], Erased = ["ada"] });

        Assert.Equal(
            [("done", OutboxStatus.Accepted, null, true), ("under way", OutboxStatus.Trying, null, true), ("open", OutboxStatus.Skipped, "erased", true)],
            (await Store.OutboxAsync(0, 10, null, "ada", None)).Select(e => (e.Row.Key, e.Status, e.Reason, e.Row.Body.IsEmpty)));
        Assert.All(await Store.OutboxAsync(0, 10, null, "nia", None), e => Assert.False(e.Row.Body.IsEmpty));
        Assert.Equal("nia's open", Assert.Single((await Claim()).Rows).Row.Key);

        Assert.Equal(["done"], await Store.ToForgetAsync("email", 10, None));
        Assert.Empty(await Store.FinishAsync([new(trying.Row, DeliveryResult.Accepted)], Noon, None));
        Assert.Equal(["done", "under way"], await Store.ToForgetAsync("email", 10, None));
        Assert.Empty(await Store.ToForgetAsync("push", 10, None));
        await Store.ForgottenAsync("email", ["done"], None);
        Assert.Equal(["under way"], await Store.ToForgetAsync("email", 10, None));
        Assert.Equal(OutboxStatus.Accepted, (await Store.OutboxAsync("under way", None))!.Status);
        Assert.Equal(heard, (await Store.InboxAsync(0, 10, None)).Count);
        Assert.False(await Store.ReopenAsync("done", None));
    }

    [Fact]
    public async Task Erase_OfACustomer_MakesWhatIsPersonalUnreadable()
    {
        var all = RecordValue.Of(("note", new TextValue("for my wife")), ("total", new NumberValue(12.5m)));
        var left = RecordValue.Of(("total", new NumberValue(12.5m)));
        JournalRow Order(string customer, long decision) => Happened(customer, decision, all) with { Personal = ["note", "phone"] };
        await Commit(Now with { Journal = [Order("ada", 1), Order("nia", 1), Happened("ada", 2, left) with { Personal = ["note"] }], Parked = [Parked("ada"), Parked("nia")] });

        Assert.Equal([all, left], (await Store.JournalAsync("ada", None)).Select(r => r.Event!.Data));
        Assert.Equal([all, all, left], (await Store.EventsAsync(0, 10, None)).Select(r => r.Event!.Data));

        await Commit(Now with { Erased = ["ada"] });
        Assert.Equal([left, left], (await Store.JournalAsync("ada", None)).Select(r => r.Event!.Data));
        Assert.Equal([all], (await Store.JournalAsync("nia", None)).Select(r => r.Event!.Data));
        Assert.Equal(["nia"], (await Store.ParkedAsync(0, 10, None)).Select(p => p.Customer));

        await Commit(Now with { Journal = [Order("ada", 3)] });
        Assert.Equal([left, left, all], (await Store.JournalAsync("ada", None)).Select(r => r.Event!.Data));
        Assert.Equal([all, left, left], (await Store.LatestAsync("ada", long.MaxValue, 10, None)).Select(r => r.Event!.Data));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Erase_WithAMessageUnderWay_NobodyTriesAgain(bool mayRepeat)
    {
        await Commit(Now with { Outbox = [Message("k1")] });
        await Claim();
        await Commit(Now with { Erased = ["ada"] });

        Assert.Empty(await Store.RecoverAsync("email", Until, Until, mayRepeat, None));

        Assert.Equal((OutboxStatus.Skipped, "erased"), (await Store.OutboxAsync("k1", None)) is { } e ? (e.Status, e.Reason) : default);
    }
}
