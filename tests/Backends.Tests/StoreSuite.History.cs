using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Backends.Tests;

public abstract partial class StoreSuite<TStore>
{
    [Fact]
    public async Task Tallies_OfSeveralCommits_AreSums()
    {
        var standing = new TallyKey(TallyKind.Standing, "welcome", 2, "wait");
        var gone = new TallyKey(TallyKind.Inside, "welcome", 2, "");
        await Commit(Now with { Tallies = [new(standing, 2), new(gone, 1)] });
        await Commit(Now with { Tallies = [new(standing, -1), new(standing, 5), new(gone, -1)] });

        Assert.Equal([KeyValuePair.Create(standing, 6L)], await Store.TalliesAsync(None));
    }

    [Fact]
    public async Task Journal_Rows_ComeBackInTheOrderOfDecision()
    {
        var order = Happened("ada", 2, RecordValue.Of(("total", new NumberValue(12.5m))));
        await Commit(Now with { Journal = [Noted("ada", 1, "one"), Noted("nia", 1, "two")] });
        await Commit(Now with { Journal = [order, Noted("ada", 2, "three")] });

        var all = await Store.JournalAsync(0, 10, None);

        Assert.Equal(["one", "two", null, "three"], all.Select(Reason));
        Assert.Equal(order with { Sequence = all[2].Sequence }, all[2]);
        Assert.Equal(Noted("nia", 1, "two") with { Sequence = all[1].Sequence }, all[1]);
        Assert.Equal(["two", null], (await Store.JournalAsync(all[0].Sequence, 2, None)).Select(Reason));
        Assert.Equal(["one", null, "three"], (await Store.JournalAsync("ada", None)).Select(Reason));
        Assert.Equal(["three", null], (await Store.LatestAsync("ada", long.MaxValue, 2, None)).Select(Reason));
        Assert.Equal(["three", null, "two"], (await Store.LatestAsync(null, long.MaxValue, 3, None)).Select(Reason));
        Assert.Equal(["one"], (await Store.LatestAsync("ada", all[2].Sequence, 2, None)).Select(Reason));
        Assert.Equal([all[2]], await Store.EventsAsync(0, 10, None));
        Assert.Empty(await Store.EventsAsync(all[2].Sequence, 10, None));
    }

    [Fact]
    public async Task Customers_ByTheirBeginning_InPages()
    {
        await Commit(Now with { Documents = [First("100%"), First("100_"), First("1001"), First("200")] });

        Assert.Equal(["100%", "1001", "100_"], await Store.CustomersAsync("100", null, 10, None));
        Assert.Equal(["100%"], await Store.CustomersAsync("100%", null, 10, None));
        Assert.Equal(["1001"], await Store.CustomersAsync("100", "100%", 1, None));
        Assert.Equal(4, (await Store.CustomersAsync("", null, 10, None)).Count);
    }

    [Fact]
    public async Task Backlog_IsWhatHasNoResultYet()
    {
        Assert.Equal(new Backlog(0, null, 0, 0), await Store.BacklogAsync(None));
        await Commit(Now with
        {
            Outbox = [Message("late"), Message("early", at: Noon - Duration.FromHours(2)), Message("over")],
            Parked = [new ParkedRow(0, "ada", Noon, "it threw", new byte[] { 1 })],
        });
        await Store.AddToInboxAsync([new InboxRow(0, "ada", new byte[] { 1 })], None);
        await Store.CloseAsync("over", "nobody waits for it", None);

        // Closing tells the customer, through the inbox.
        Assert.Equal(new Backlog(2, Noon - Duration.FromHours(2), 2, 1), await Store.BacklogAsync(None));
    }

    private static string? Reason(JournalRow row) => (row.Entry as Incident)?.Reason;
}
