using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Backends.Tests;

public abstract partial class StoreSuite<TStore>
{
    private static readonly Instant Until = Noon + Duration.FromMinutes(1);

    [Fact]
    public async Task Outbox_AKeyThatIsThere_StaysAsItIs()
    {
        await Commit(Now with { Outbox = [Message("k1")] });
        await Claim();
        await Commit(Now with { Outbox = [Message("k1", "nia"), Message("k2")] });

        var rows = await Store.OutboxAsync(0, 10, null, null, None);

        Assert.Equal([("k1", "ada", OutboxStatus.Trying), ("k2", "ada", OutboxStatus.Open)], rows.Select(e => (e.Row.Key, e.Row.Customer, e.Status)));
    }

    [Fact]
    public async Task Outbox_ARow_ComesBackAsItWas()
    {
        var call = Message("k1", lane: "webhook") with { Purpose = null, NotAfter = null };
        await Commit(Now with { Outbox = [call] });

        var entry = (await Store.OutboxAsync("k1", None))!;

        Assert.Equal(call with { Body = entry.Row.Body }, entry.Row);
        Assert.Equal(call.Body.ToArray(), entry.Row.Body.ToArray());
        Assert.Equal((OutboxStatus.Open, 0, Noon, null, null, null), (entry.Status, entry.Tries, entry.NextTryAt, entry.ClaimedUntil, entry.Reason, entry.FinishedAt));
    }

    [Fact]
    public async Task Claim_TakesOldestOfTheLane_Once()
    {
        var later = Noon + Duration.FromTicks(1);
        await Commit(Now with
        {
            Documents = [First("ada", text: "ada's")],
            Outbox = [Message("young", at: Noon), Message("old", at: Noon - Duration.FromHours(1)), Message("future", at: later), Message("pushed", lane: "push")],
        });
        var asked = new List<string>();

        var batch = await Store.ClaimAsync("email", 10, Noon, Until, (row, document) =>
        {
            asked.Add(row.Key + " " + System.Text.Encoding.UTF8.GetString(document!.Value.Span));
            return new Go(["ada@example.com"]);
        }, None);

        Assert.Equal(["old ada's", "young ada's"], asked);
        Assert.Equal([("old", 1), ("young", 1)], batch.Rows.Select(r => (r.Row.Key, r.Try)));
        Assert.Equal("ada@example.com", Assert.Single(batch.Rows[0].Addresses));
        Assert.Empty((await Claim()).Rows);
        Assert.Equal(later, await Store.NextAsync("email", None));
        Assert.Equal(Noon, await Store.NextAsync("push", None));
        Assert.Null(await Store.NextAsync("web", None));
        Assert.Equal(Until, (await Store.OutboxAsync("old", None))!.ClaimedUntil);
    }

    [Fact]
    public async Task Claim_AtMost_LeavesTheRest()
    {
        await Commit(Now with { Outbox = [Message("k1"), Message("k2"), Message("k3")] });

        var first = await Store.ClaimAsync("email", 2, Noon, Until, Go, None);
        var second = await Store.ClaimAsync("email", 2, Noon, Until, Go, None);

        Assert.Equal(["k1", "k2"], first.Rows.Select(r => r.Row.Key));
        Assert.Equal(["k3"], second.Rows.Select(r => r.Row.Key));
    }

    [Theory]
    [InlineData(OutcomeKind.Skipped, OutboxStatus.Skipped)]
    [InlineData(OutcomeKind.Expired, OutboxStatus.Expired)]
    public async Task Claim_HeldBack_EndsTheRowAndTellsTheCustomer(OutcomeKind kind, OutboxStatus status)
    {
        await Commit(Now with { Documents = [First("ada")], Outbox = [Message("k1")] });

        var batch = await Store.ClaimAsync("email", 10, Noon, Until, (_, _) => new HeldBack(kind, "because"), None);

        Assert.Empty(batch.Rows);
        Assert.Equal(new Outcome("k1", kind, Noon, Reason: "because"), Input(Assert.Single(batch.Outcomes)));
        Assert.Equal(batch.Outcomes.Select(o => o.Id), (await Store.InboxAsync(0, 10, None)).Select(r => r.Id));
        var entry = (await Store.OutboxAsync("k1", None))!;
        Assert.Equal((status, "because", (Instant?)Noon, (Instant?)null), (entry.Status, entry.Reason, entry.FinishedAt, entry.NextTryAt));
        Assert.Null(await Store.NextAsync("email", None));
    }

    [Fact]
    public async Task Claim_CustomerIsNotThere_TellsTheGateAndNobodyElse()
    {
        await Commit(Now with { Outbox = [Message("k1")] });

        var batch = await Store.ClaimAsync(
            "email", 10, Noon, Until, (_, document) => document is null ? new HeldBack(OutcomeKind.Skipped, "erased") : new Go([]), None);

        Assert.Empty(batch.Rows);
        Assert.Empty(batch.Outcomes);
        Assert.Equal(OutboxStatus.Skipped, (await Store.OutboxAsync("k1", None))!.Status);
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("web")]
    public async Task Claim_ALaneThatKeepsOrder_WaitsForTheOlderOfTheCustomer(string lane)
    {
        await Commit(Now with { Outbox = [Message("a1", "ada", lane), Message("a2", "ada", lane), Message("n1", "nia", lane), Message("m1", "ada")] });

        var first = await Store.ClaimAsync(lane, 10, Noon, Until, Go, None);
        Assert.Equal(["a1", "n1"], first.Rows.Select(r => r.Row.Key));
        Assert.Null(await Store.NextAsync(lane, None));

        await Store.FinishAsync([new(first.Rows[0].Row, DeliveryResult.RetryAt(Until, "busy"))], Noon, None);
        Assert.Equal(Until, await Store.NextAsync(lane, None));
        Assert.Empty((await Store.ClaimAsync(lane, 10, Noon, Until, Go, None)).Rows);

        Assert.Equal("a1", Assert.Single((await Store.ClaimAsync(lane, 10, Until, Until, Go, None)).Rows).Row.Key);
        await Store.FinishAsync([new(first.Rows[0].Row, DeliveryResult.Accepted)], Noon, None);
        Assert.Equal("a2", Assert.Single((await Store.ClaimAsync(lane, 10, Noon, Until, Go, None)).Rows).Row.Key);
    }

    [Theory]
    [MemberData(nameof(DeliveryCases.Results), MemberType = typeof(DeliveryCases))]
    public async Task Finish_AResult_EndsTheRowAndTellsTheCustomer(string lane, DeliveryResult result, OutboxStatus status, Input heard)
    {
        await Commit(Now with { Outbox = [Message("k1", lane: lane)] });
        var claimed = Assert.Single((await Claim(lane)).Rows);

        var outcomes = await Store.FinishAsync([new(claimed.Row, result)], Noon, None);

        Assert.Equal(heard, Input(Assert.Single(outcomes)));
        Assert.Equal(outcomes[0].Id, Assert.Single(await Store.InboxAsync(0, 10, None)).Id);
        var entry = (await Store.OutboxAsync("k1", None))!;
        Assert.Equal((status, (Instant?)Noon, (Instant?)null), (entry.Status, entry.FinishedAt, entry.ClaimedUntil));
        Assert.Empty(await Store.FinishAsync([new(claimed.Row, DeliveryResult.Unknown("again"))], Noon, None));
    }

    [Fact]
    public async Task Finish_AnInstantOfTheChannel_StandsInTheOutcome()
    {
        await Commit(Now with { Outbox = [Message("k1")] });
        var claimed = Assert.Single((await Claim()).Rows);

        var outcomes = await Store.FinishAsync([new(claimed.Row, DeliveryResult.Accepted) { At = Noon - Duration.FromSeconds(3) }], Noon, None);

        Assert.Equal(new Outcome("k1", OutcomeKind.Accepted, Noon - Duration.FromSeconds(3)), Input(Assert.Single(outcomes)));
    }

    [Fact]
    public async Task Finish_RetryAt_OpensTheRowForThen()
    {
        await Commit(Now with { Outbox = [Message("k1")] });
        var claimed = Assert.Single((await Claim()).Rows);

        Assert.Empty(await Store.FinishAsync([new(claimed.Row, DeliveryResult.RetryAt(Until, "busy"))], Noon, None));

        Assert.Equal(Until, await Store.NextAsync("email", None));
        Assert.Empty((await Claim()).Rows);
        Assert.Equal("busy", (await Store.OutboxAsync("k1", None))!.Reason);
        Assert.Equal(2, Assert.Single((await Store.ClaimAsync("email", 10, Until, Until, Go, None)).Rows).Try);
    }

    [Theory]
    [InlineData(true, OutboxStatus.Open, 0)]
    [InlineData(false, OutboxStatus.Unknown, 1)]
    public async Task Recover_AClaimThatRanOut_IsRepeatedOnlyWhereThatIsSafe(bool mayRepeat, OutboxStatus status, int outcomes)
    {
        await Commit(Now with { Outbox = [Message("k1"), Message("k2", lane: "push")] });
        await Claim();
        await Claim("push");

        Assert.Empty(await Store.RecoverAsync("email", Until - Duration.FromTicks(1), Until, mayRepeat, None));
        var heard = await Store.RecoverAsync("email", Until, Until, mayRepeat, None);

        Assert.Equal(outcomes, heard.Count);
        Assert.All(heard, h => Assert.Equal(OutcomeKind.Unknown, ((Outcome)Input(h)).Kind));
        Assert.Equal(status, (await Store.OutboxAsync("k1", None))!.Status);
        Assert.Equal(OutboxStatus.Trying, (await Store.OutboxAsync("k2", None))!.Status);
        Assert.Empty(await Store.RecoverAsync("email", Until, Until, mayRepeat, None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Finish_TheTruthAfterItsClaimRanOut_StillCounts(bool mayRepeat)
    {
        await Commit(Now with { Outbox = [Message("k1")] });
        var claimed = Assert.Single((await Claim()).Rows);
        await Store.RecoverAsync("email", Until, Until, mayRepeat, None);

        Assert.Empty(await Store.FinishAsync([new(claimed.Row, DeliveryResult.RetryAt(Until, "busy"))], Until, None));
        Assert.Single(await Store.FinishAsync([new(claimed.Row, DeliveryResult.Accepted)], Until, None));

        Assert.Equal(OutboxStatus.Accepted, (await Store.OutboxAsync("k1", None))!.Status);
        Assert.Null(await Store.NextAsync("email", None));
    }

    [Fact]
    public async Task Operator_ReopensWhatIsOver_ClosesWhatIsNot()
    {
        await Commit(Now with { Documents = [First("ada")], Outbox = [Message("k1"), Message("k2")] });
        var claimed = (await Claim()).Rows;
        await Store.FinishAsync([new(claimed[0].Row, DeliveryResult.Unknown("cut"))], Noon, None);

        Assert.False(await Store.ReopenAsync("nothing", None));
        Assert.False(await Store.ReopenAsync("k2", None));
        Assert.True(await Store.ReopenAsync("k1", None));
        Assert.Equal(("k1", 2), (await Claim()).Rows.Select(r => (r.Row.Key, r.Try)).Single());

        await Store.FinishAsync([new(claimed[0].Row, DeliveryResult.Accepted)], Noon, None);
        Assert.False(await Store.ReopenAsync("k1", None));
        Assert.Equal(OutboxStatus.Accepted, (await Store.OutboxAsync("k1", None))!.Status);

        await Commit(Now with { Outbox = [Message("k3")] });
        Assert.False(await Store.CloseAsync("nothing", "why", None));
        Assert.False(await Store.CloseAsync("k2", "the channel has it in hand", None));
        Assert.True(await Store.CloseAsync("k3", "asked on the phone", None));
        Assert.False(await Store.CloseAsync("k3", "again", None));
        Assert.Equal((OutboxStatus.Skipped, "asked on the phone"), (await Store.OutboxAsync("k3", None)) is { } e ? (e.Status, e.Reason) : default);
        Assert.Equal(new Outcome("k3", OutcomeKind.Skipped, Noon, Reason: "asked on the phone"), Input((await Store.InboxAsync(0, 10, None))[^1]));
    }

    [Fact]
    public async Task Outbox_Filters_Combine()
    {
        await Commit(Now with { Outbox = [Message("a1"), Message("n1", "nia"), Message("a2", lane: "push")] });
        await Claim("push");

        Assert.Equal(["a1", "a2"], (await Store.OutboxAsync(0, 10, null, "ada", None)).Select(e => e.Row.Key));
        Assert.Equal(["a2"], (await Store.OutboxAsync(0, 10, OutboxStatus.Trying, null, None)).Select(e => e.Row.Key));
        Assert.Empty(await Store.OutboxAsync(0, 10, OutboxStatus.Trying, "nia", None));
        var first = Assert.Single(await Store.OutboxAsync(0, 1, null, null, None));
        Assert.Equal(["n1", "a2"], (await Store.OutboxAsync(first.Sequence, 10, null, null, None)).Select(e => e.Row.Key));
    }

    private async Task<ClaimedBatch> Claim(string lane = "email") => await Store.ClaimAsync(lane, 10, Noon, Until, Go, None);

    private static GateAnswer Go(OutboxRow row, ReadOnlyMemory<byte>? document) => new Go([]);

    private static Input Input(InboxRow row) => InputCodec.Decode(row.Input.Span);
}
