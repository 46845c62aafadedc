using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Execution;

public sealed class FlowTests
{
    [Theory]
    [InlineData(5, "small")]
    [InlineData(30, "middle")]
    [InlineData(100, "middle")]
    [InlineData(101, "large")]
    public void If_ElseIf_TakesTheFirstThatHolds(int total, string reason) => Assert.Equal(reason, ReasonOf(
        """
        if event.total < 30 EUR:
          exit "small"
        else if event.total <= 100 EUR:
          exit "middle"
        else:
          exit "large"
        """.Replace("event.", "entry.", StringComparison.Ordinal),
        Written.Total(total)));

    [Theory]
    [InlineData("gold", "gold or vip")]
    [InlineData("silver", "else")]
    public void Match_Values_TakesTheFirstThatFits(string tier, string reason)
    {
        var walk = Written.Walk(Written.Flow("match customer.tier:\n  when \"gold\", \"vip\":\n    exit \"gold or vip\"\n  else:\n    exit \"else\""))
            .With("tier", tier).Event("2025-03-03 18:00", "began", Written.Id("a")).Run();

        Assert.Equal(reason, walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Theory]
    [InlineData(3, "three to five")]
    [InlineData(5, "three to five")]
    [InlineData(6, "more")]
    [InlineData(2, "finished")]
    public void Match_RangesAndComparisons_IncludeBothEnds(int points, string reason)
    {
        var walk = Written.Walk(Written.Flow("match customer.points:\n  when 3 to 5:\n    exit \"three to five\"\n  when > 5:\n    exit \"more\""))
            .With("points", new NumberValue(points)).Event("2025-03-03 18:00", "began", Written.Id("a")).Run();

        Assert.Equal(reason, walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void Writes_ChangeTheCustomer_AndAreSeenAtOnce()
    {
        var walk = Written.Walk(Written.Flow(
            """
            let before = customer.points
            increase customer.points by 5
            decrease customer.points by 2
            add "vip" to customer.badges
            add "vip" to customer.badges
            add "new" to customer.badges
            remove "vip" from customer.badges
            set customer.tier = "gold"
            let after = customer.points - before
            clear customer.birthday
            if customer.birthday is missing and customer.tier = "gold" and customer.badges contains "new":
              exit "written"
            """))
            .With("birthday", new DateValue(new(2000, 1, 1)))
            .Event("2025-03-03 18:00", "began", Written.Id("a")).Run();

        Baseline.VerifyBeside("writes", walk.Text());
    }

    [Fact]
    public void WithdrawConsent_LaterSends_AreSkipped()
    {
        var walk = Written.Walk(Written.Flow("withdraw consent email for marketing\nsend email mail"))
            .Event("2025-03-03 18:00", "began", Written.Id("a")).Run();

        Assert.Single(walk.Journal.OfType<ConsentWithdrawn>());
        Assert.Equal("no consent", walk.Journal.OfType<MessageSkipped>().Single().Reason);
    }

    [Fact]
    public void Repeat_Every_RestsBetweenRoundsAndAsksUntil()
    {
        var walk = Written.Walk(Written.Flow(
            """
            repeat at most 4 times, every 1 week, until customer.points >= 3:
              increase customer.points by 1
              send email mail
            exit "done"
            """))
            .Event("2025-03-24 18:00", "began", Written.Id("a")).Run();

        Baseline.VerifyBeside("repeat", walk.Text());
        Assert.Equal(3, walk.Messages.Select(m => m.SendKey).Distinct().Count());
    }

    [Fact]
    public void Repeat_Inside_CountsAnewForEachRoundOutside()
    {
        var walk = Written.Walk(Written.Flow(
            """
            repeat at most 2 times:
              repeat at most 3 times:
                increase customer.points by 1
              increase customer.points by 10
            """))
            .Event("2025-03-24 18:00", "began", Written.Id("a")).Run();

        Assert.Equal(new NumberValue(26), walk.Customer.Attributes["points"]);
    }

    [Fact]
    public void ForEach_StopRepeating_LeavesTheRest()
    {
        var names = new ListValue([new TextValue("one"), new TextValue("two"), new TextValue("three"), new TextValue("four")]);
        var walk = Written.Walk(Written.Flow(
            """
            for each name in entry.names, at most 3:
              send chat answer with name = name
              if name = "two":
                stop repeating
            exit "done"
            """))
            .Event("2025-03-24 18:00", "began", Written.Id("a"), ("names", names)).Run();

        Assert.Equal(["one", "two"], walk.Messages.Select(m => ((TextValue)m.Values["name"]).Value));
        Assert.Equal("done", walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void ForEach_LongList_EndsAtItsBound()
    {
        var names = new ListValue([.. Enumerable.Range(0, 9).Select(n => new TextValue($"{n}"))]);
        var walk = Written.Walk(Written.Flow("for each name in entry.names, at most 3:\n  send chat answer with name = name"))
            .Event("2025-03-24 18:00", "began", Written.Id("a"), ("names", names)).Run();

        Assert.Equal(3, walk.Messages.Count);
    }

    [Fact]
    public void InParallel_AllBranches_AreWaitedFor()
    {
        var walk = Written.Walk(Written.Flow(
            """
            in parallel:
              send push note
              branch slow:
                wait 1 hour
                increase customer.points by 1
              branch slower:
                wait up to 3 hours for event bought
            send email mail
            """))
            .Event("2025-03-03 18:00", "began", Written.Id("a"))
            .Event("2025-03-03 20:30", "bought").Run();

        Baseline.VerifyBeside("in_parallel", walk.Text());
    }

    [Fact]
    public void InParallel_InALoop_GoesRoundAndRound()
    {
        var walk = Written.Walk(Written.Flow(
            """
            repeat at most 5000 times:
              in parallel:
                increase customer.points by 1
                branch other:
                  do nothing
            """))
            .Event("2025-03-03 18:00", "began", Written.Id("a"));
        walk.Checks = false;
        walk.Run();

        Assert.Equal(new NumberValue(5000), walk.Customer.Attributes["points"]);
        Assert.Equal("finished", walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void InParallel_ExitInABranch_EndsTheRun()
    {
        var walk = Written.Walk(Written.Flow("in parallel:\n  branch a:\n    wait 1 hour\n    exit \"enough\"\n  branch b:\n    wait 3 hours\nsend email mail"))
            .Event("2025-03-03 18:00", "began", Written.Id("a")).Run();

        Assert.Empty(walk.Messages);
        Assert.Equal(walk.At("2025-03-03 19:00"), walk.Journal.OfType<Exited>().Single().At);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CallWebhook_AnswersOrFails_GoesOn(bool answers)
    {
        var walk = Written.Walk(Written.Flow(
            """
            call webhook coupons as coupon
              with percent = 10%
            send chat answer with name = coupon.code default "CART10"
            if coupon.failed:
              exit "failed"
            """))
            .Event("2025-03-03 18:00", "began", Written.Id("a"));
        if (answers)
        {
            walk.Webhook = _ => RecordValue.Of(("code", new TextValue("X1")));
        }

        walk.Run();

        // Two tries of 5 seconds, and 1 second between them.
        Assert.Equal(new TextValue(answers ? "X1" : "CART10"), walk.Messages.Single().Values["name"]);
        Assert.Equal(walk.At("2025-03-03 18:00") + Duration.FromSeconds(answers ? 0 : 11), walk.Journal.OfType<Exited>().Single().At);
        Assert.Equal(answers ? "finished" : "failed", walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void CallWebhook_AnswerAfterTheEnd_IsNotedAndDropped()
    {
        var walk = Written.Walk(Written.Flow("call webhook coupons\n  with percent = 10%", "exit on event bought"))
            .Event("2025-03-03 18:00", "began", Written.Id("a"));
        string? key = null;
        walk.Webhook = call =>
        {
            key = call.CallKey;
            return null;
        };
        walk.Event("2025-03-03 18:00", "bought")
            .On("2025-03-03 18:01", () => new Answer(key!, RecordValue.Empty, walk.At("2025-03-03 18:01")))
            .Run();

        Assert.Equal("event bought", walk.Journal.OfType<Exited>().Single().Reason);
        Assert.IsType<OutcomeNoted>(walk.Journal[^1]);
    }

    [Fact]
    public void ReachGoal_ExitOnIt_EndsTheRun()
    {
        var walk = Written.Walk(Written.Flow("reach goal done\nsend email mail", "goal done on event bought within 3 days\nexit on goal done"))
            .Event("2025-03-03 18:00", "began", Written.Id("a")).Run();

        Assert.Single(walk.Journal.OfType<GoalReached>());
        Assert.Empty(walk.Messages);
    }

    [Fact]
    public void Loops_WithoutEnd_AreGivenUp()
    {
        var walk = Written.Walk(Written.Flow(
            """
            repeat at most 1000 times:
              repeat at most 1000 times:
                increase customer.points by 1
            """))
            .Event("2025-03-03 18:00", "began", Written.Id("a"));
        walk.Checks = false;
        walk.Run();

        Assert.Single(walk.Journal.OfType<Incident>());
        Assert.Equal("too many steps", walk.Journal.OfType<Exited>().Single().Reason);
    }

    private static string ReasonOf(string steps, params (string Name, Value Value)[] data) =>
        Written.Walk(Written.Flow(steps)).Event("2025-03-03 18:00", "began", [Written.Id("a"), .. data]).Run()
            .Journal.OfType<Exited>().Single().Reason;
}
