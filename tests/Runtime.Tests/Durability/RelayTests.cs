using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Tests.Execution;

namespace Personalization.Journeys.Runtime.Tests.Durability;

public sealed class RelayTests
{
    private static readonly Workspace _mails = Written.Flow("send email mail as offer\nwait 1 hour\nif offer.failed:\n  exit \"failed\"");
    private static readonly Workspace _calls = Written.Flow("call webhook coupons with percent = 10 as coupon\nif coupon.failed:\n  exit \"failed\"");

    [Fact]
    public async Task Send_Accepted_TheCustomerHearsOfIt()
    {
        await using var engine = new LiveEngine(_mails);
        var mail = new TestChannel("email", _ => Task.FromResult(DeliveryResult.Accepted));
        engine.Run(mail);
        await engine.Reachable("ada");
        await engine.Submit("ada", engine.Event("began"));
        await engine.Until(() => engine.Count<OutcomeNoted>() == 1);

        Assert.Equal("ada@example.com", Assert.Single(mail.Sent.Single().Addresses));
        Assert.Equal(OutcomeKind.Accepted, engine.Entries<OutcomeNoted>().Single().Kind);
        Assert.Empty(await engine.Store.InboxAsync(0, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Send_TheChannelThrows_IsUnknownAndNeverRepeated()
    {
        await using var engine = new LiveEngine(_mails);
        var mail = new TestChannel("email", _ => throw new InvalidOperationException("a bug"));
        engine.Run(mail);
        await engine.Reachable("ada");
        await engine.Submit("ada", engine.Event("began"));
        await engine.Until(() => engine.Count<OutcomeNoted>() == 1);

        Assert.Equal(OutcomeKind.Unknown, engine.Entries<OutcomeNoted>().Single().Kind);
        Assert.Equal("a bug", engine.Troubles.Single().Message);
        Assert.Single(mail.Sent);
    }

    [Fact]
    public async Task Send_OneIsSlow_TheOthersGo()
    {
        await using var engine = new LiveEngine(_mails);
        var slow = new TaskCompletionSource<DeliveryResult>();
        var mail = new TestChannel("email", c => c.Row.Customer == "ada" ? slow.Task : Task.FromResult(DeliveryResult.Accepted));
        engine.Run(mail);
        foreach (var customer in new[] { "ada", "bob", "cid", "dan", "eve", "fay" })
        {
            await engine.Reachable(customer);
            await engine.Submit(customer, engine.Event("began"));
        }

        await engine.Until(() => engine.Count<OutcomeNoted>() == 5);
        slow.SetResult(DeliveryResult.Rejected("full mailbox"));
        await engine.Until(() => engine.Count<OutcomeNoted>() == 6);
        Assert.Equal("full mailbox", engine.Entries<OutcomeNoted>().Last().Reason);
    }

    [Fact]
    public async Task Send_ConsentIsWithdrawnBefore_IsSkipped()
    {
        await using var engine = new LiveEngine(_mails);
        engine.Run();
        await engine.Reachable("ada");
        await engine.Submit("ada", engine.Event("began"));
        await engine.Submit("ada", new ConsentChanged(Channel.Email, "marketing", false, engine.Time.Now, "page"));
        var mail = new TestChannel("email", _ => Task.FromResult(DeliveryResult.Accepted));
        engine.RunRelay(mail);
        await engine.Until(() => engine.Count<OutcomeNoted>() == 1);

        Assert.Empty(mail.Sent);
        Assert.Equal((OutcomeKind.Skipped, "no consent"), (engine.Entries<OutcomeNoted>().Single().Kind, engine.Entries<OutcomeNoted>().Single().Reason));
    }

    [Fact]
    public async Task Send_TryAgainLater_IsTriedWhenItIsTime()
    {
        await using var engine = new LiveEngine(_mails);
        var mail = new TestChannel("email", c => Task.FromResult(
            c.Try == 1 ? DeliveryResult.RetryAt(LiveEngine.Start + Duration.FromMinutes(5), "busy") : DeliveryResult.Accepted));
        engine.Run(mail);
        await engine.Reachable("ada");
        await engine.Submit("ada", engine.Event("began"));
        await LiveEngine.Until(async () => (await engine.Outbox()).Single() is { Status: OutboxStatus.Open, Tries: 1 });
        Assert.Single(mail.Sent);

        engine.Time.Advance(Duration.FromMinutes(5));
        await engine.Until(() => engine.Count<OutcomeNoted>() == 1);
        Assert.Equal([1, 2], mail.Sent.Select(s => s.Try));
    }

    [Theory]
    [InlineData(true, OutboxStatus.Accepted, 1)]
    [InlineData(false, OutboxStatus.Unknown, 0)]
    public async Task Start_AClaimOfTheProcessBefore_IsRepeatedOnlyWhereThatIsSafe(bool mayRepeat, OutboxStatus end, int sent)
    {
        await using var engine = new LiveEngine(_mails);
        engine.Run();
        await engine.Reachable("ada");
        await engine.Submit("ada", engine.Event("began"));
        var now = engine.Time.Now;
        await engine.Store.ClaimAsync("email", 1, now, now + Duration.FromHours(1), LastGates.At(engine.Releases, now), CancellationToken.None);

        var mail = new TestChannel("email", _ => Task.FromResult(DeliveryResult.Accepted)) { MayRepeat = mayRepeat };
        engine.RunRelay(mail);
        await engine.Until(() => engine.Count<OutcomeNoted>() == 1);
        Assert.Equal(end, (await engine.Outbox()).Single().Status);
        Assert.Equal(sent, mail.Sent.Count);
    }

    [Theory]
    [InlineData(true, "finished")]
    [InlineData(false, "failed")]
    public async Task Call_AnsweredOrNot_TheRunGoesOn(bool answers, string reason)
    {
        await using var engine = new LiveEngine(_calls);
        var web = new TestChannel("webhook", _ => Task.FromResult(
            answers ? DeliveryResult.Answered(RecordValue.Of(("code", new TextValue("X1")))) : DeliveryResult.Rejected("answered 400")));
        engine.Run(web);
        await engine.Submit("ada", engine.Event("began"));
        await engine.Until(() => engine.Count<Exited>() == 1);

        Assert.Equal(reason, engine.Entries<Exited>().Single().Reason);
    }

    [Fact]
    public async Task Erase_MessagesThatWereSent_TheChannelForgetsThem()
    {
        await using var engine = new LiveEngine(_mails);
        var mail = new TestChannel("email", _ => Task.FromResult(DeliveryResult.Accepted));
        engine.Run(mail);
        await engine.Reachable("ada");
        await engine.Submit("ada", engine.Event("began"));
        await engine.Until(() => engine.Count<OutcomeNoted>() == 1);
        await engine.Submit("ada", new Erase(engine.Time.Now));
        await LiveEngine.Until(async () => (await engine.Store.ToForgetAsync("email", 10, CancellationToken.None)).Count == 0);

        Assert.Equal(mail.Sent.Select(s => s.Row.Key), mail.Forgotten);
    }
}
