using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Tests;

public abstract partial class StoreSuite<TStore>
{
    private static readonly Retention Everything = new(new Dictionary<string, Duration>(), null);

    [Fact]
    public async Task Sweep_IdsOfEvents_AreForgottenAfterTwoWeeks()
    {
        await Commit(Now with { SeenEvents = [new("ada", 1, Noon - Duration.FromDays(15)), new("ada", 2, Noon - Duration.FromDays(14)), new("ada", 3, Noon)] });

        await Store.SweepAsync(Everything, Noon, None);

        Assert.Equal(new HashSet<ulong> { 2, 3 }, await Store.SeenAsync("ada", [1, 2, 3], None));
    }

    [Fact]
    public async Task Sweep_PayloadsOfWhatIsOver_AreEmptiedAfterAMonth()
    {
        await Commit(Now with { Outbox = [Message("done"), Message("other", lane: "push")] });
        var claimed = Assert.Single((await Claim()).Rows);
        await Store.FinishAsync([new(claimed.Row, DeliveryResult.Accepted)], Noon, None);

        await Store.SweepAsync(Everything, Noon + Duration.FromDays(30), None);
        Assert.False((await Store.OutboxAsync("done", None))!.Row.Body.IsEmpty);
        await Store.SweepAsync(Everything, Noon + Duration.FromDays(31), None);

        Assert.True((await Store.OutboxAsync("done", None))!.Row.Body.IsEmpty);
        Assert.False((await Store.OutboxAsync("other", None))!.Row.Body.IsEmpty);
        Assert.False(await Store.ReopenAsync("done", None));
    }

    [Fact]
    public async Task Sweep_JournalRows_StayAsLongAsTheirTypeSays()
    {
        var keep = new Retention(new Dictionary<string, Duration> { ["brief"] = Duration.FromDays(2), ["long"] = Duration.FromDays(20) }, Duration.FromDays(10));
        for (var day = 0; day < 30; day++)
        {
            var at = Noon + Duration.FromDays(day);
            var note = Noted("ada", day, "note");
            await Commit(Now with
            {
                Journal =
                [
                    Happened("ada", day, RecordValue.Empty, "brief", at), Happened("ada", day, RecordValue.Empty, "long", at),
                    Happened("ada", day, RecordValue.Empty, "usual", at), note with { Entry = note.Entry with { At = at } },
                ],
            });
        }

        await Store.SweepAsync(Everything, Noon + Duration.FromDays(30), None);
        Assert.Equal("30 brief, 30 long, 30 note, 30 usual", await Rows());

        await Store.SweepAsync(keep, Noon + Duration.FromDays(20), None);
        Assert.Equal("12 brief, 30 long, 20 note, 20 usual", await Rows());

        await Store.SweepAsync(keep, Noon + Duration.FromDays(25), None);
        Assert.Equal("7 brief, 25 long, 15 note, 15 usual", await Rows());

        await Store.SweepAsync(keep with { Events = new Dictionary<string, Duration>() }, Noon + Duration.FromDays(25), None);
        Assert.Equal("7 brief, 15 long, 15 note, 15 usual", await Rows());
    }

    [Fact]
    public async Task Sweep_ALotOfRows_AllGoButTheNewestWhoseNumberIsTaken()
    {
        await Commit(Now with { Journal = [.. Enumerable.Range(0, 2_500).Select(i => Noted("ada", i, "note"))] });

        await Store.SweepAsync(new Retention(new Dictionary<string, Duration>(), Duration.FromDays(1)), Noon + Duration.FromDays(2), None);
        var left = Assert.Single(await Store.JournalAsync("ada", None));
        await Commit(Now with { Journal = [Noted("ada", 2_500, "next")] });

        Assert.True((await Store.JournalAsync("ada", None))[^1].Sequence > left.Sequence);
    }

    private async Task<string> Rows() => string.Join(", ", (await Store.JournalAsync("ada", None))
        .GroupBy(r => r.Event?.Type ?? Reason(r)!)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => $"{g.Count()} {g.Key}"));
}
