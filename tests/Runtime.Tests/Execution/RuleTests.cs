using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Execution;

/// <summary>What holds for every decision, whatever the journey says.</summary>
public sealed class RuleTests
{
    private const string Journey = """
        goal done on event bought within 3 days
        exit on event left_list
        """;

    [Fact]
    public void Event_SameIdTwice_IsADuplicate()
    {
        var walk = Written.Walk(Written.Flow("do nothing"));
        var at = walk.At("2025-03-03 10:00");
        var @event = new CustomerEvent("shop", "1", "began", at, at, RecordValue.Of(Written.Id("a")));
        walk.Decide(new Events([@event, @event, @event with { Source = "app" }]), at);

        Assert.Equal([EventFate.Applied, EventFate.Duplicate, EventFate.Applied], walk.Journal.OfType<EventApplied>().Select(e => e.Fate));
        Assert.Equal(2, walk.Journal.OfType<Entered>().Count());
    }

    [Fact]
    public void EventIds_KeepTheNewest512()
    {
        var walk = Written.Walk(Written.Flow("do nothing"));
        walk.Checks = false;
        for (var i = 0; i < 600; i++)
        {
            walk.Event("2025-03-03 10:00", "seen");
        }

        walk.Run();

        Assert.Equal(512, walk.Customer.EventIds.Length);
    }

    [Fact]
    public void Event_LateOrHistory_StartsNothingButReachesGoalsAndExits()
    {
        var workspace = Written.Workspace("""
            segment buyers:
              count of bought ever > 0
            journey j version 1:
              enter on event began
              goal done on event bought within 3 days
              exit on event left_list
              flow:
                wait 10 days
            journey on_buyers version 1:
              enter on segment buyers entered
              flow:
                do nothing
            """);
        var walk = Written.Walk(workspace)
            .Event("2025-03-03 08:00", "2025-03-03 09:30", "began", Written.Id("late"))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Event("2025-03-03 09:59", "2025-03-03 12:00", "bought")
            .Event("2025-03-03 10:30", "2025-03-03 12:30", "bought")
            .Event("2025-03-03 11:00", "2025-03-03 13:00", "left_list")
            .Run();

        Baseline.VerifyBeside("late_events", walk.Text());
        Assert.True(walk.Customer.Memberships.ContainsKey("buyers"));
    }

    [Fact]
    public void Event_LateEndsAWait_WhatItLeadsToIsNotSilent()
    {
        var walk = Written.Walk(Written.Workspace("""
            segment rich:
              customer.points >= 10
            journey j version 1:
              enter on event began
              flow:
                wait up to 1 day for event bought
                set customer.points = 10
            journey on_rich version 1:
              enter on segment rich entered
              flow:
                do nothing
            """))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Event("2025-03-03 11:00", "2025-03-03 13:00", "bought")
            .Run();

        Assert.Equal(["j", "on_rich"], walk.Journal.OfType<Entered>().Select(e => e.Journey));
    }

    [Fact]
    public void Event_FarInTheFuture_HappensWhenItArrives()
    {
        var walk = Written.Walk(Written.Flow("wait 1 day"));
        var now = walk.At("2025-03-03 10:00");
        walk.Decide(new Events([new CustomerEvent("shop", "1", "began", now + Duration.FromDays(3), now, RecordValue.Of(Written.Id("a")))]), now);

        Assert.Equal(now, walk.Customer.Runs.Single().TriggeredAt);
        Assert.Equal(now + Duration.FromDays(3), walk.Journal.OfType<EventApplied>().Single().HappenedAt);
    }

    [Fact]
    public void Now_GoesBack_StaysAtTheLast()
    {
        var walk = Written.Walk(Written.Flow("wait 1 day"));
        walk.Decide(new Due(), walk.At("2025-03-03 10:00"));
        var at = walk.At("2025-03-03 09:00");
        walk.Decide(new Events([new CustomerEvent("shop", "1", "began", at, at, RecordValue.Of(Written.Id("a")))]), at);

        Assert.Equal(walk.At("2025-03-04 10:00"), walk.Customer.DueAt);
    }

    [Fact]
    public void Goal_AfterTheEnd_IsStillReachedInItsTime()
    {
        var walk = Written.Walk(Written.Flow("send email mail", Journey))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Event("2025-03-06 10:00", "bought")
            .Event("2025-03-06 10:01", "bought")
            .Run();

        var goal = walk.Journal.OfType<GoalReached>().Single();
        Assert.Equal(walk.At("2025-03-06 10:00"), goal.At);
        Assert.Null(walk.Customer.DueAt);
    }

    [Fact]
    public void Goal_AfterTheEnd_StillReadsWhatTheSettingsMade()
    {
        var walk = Written.Walk(Written.Flow(
            "wait 1 hour", "goal done on event bought where event.id = wanted within 3 days\nlet wanted = entry.id"))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Event("2025-03-04 10:00", "bought", Written.Id("b"))
            .Event("2025-03-05 10:00", "bought", Written.Id("a"))
            .Run();

        Assert.Equal(walk.At("2025-03-05 10:00"), walk.Journal.OfType<GoalReached>().Single().At);
    }

    [Fact]
    public void Goal_WithoutATime_EndsWithItsRun()
    {
        var walk = Written.Walk(Written.Flow("send email mail", "goal done on event bought"))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Event("2025-03-03 10:01", "bought")
            .Run();

        Assert.Empty(walk.Journal.OfType<GoalReached>());
    }

    [Fact]
    public void EndedRun_NothingMattersAnyMore_IsForgotten()
    {
        var walk = Written.Walk(Written.Workspace("""
            journey j version 1:
              enter on event began
                keyed by event.id
              enter again after 2 days
              goal done on event bought within 3 days
              flow:
                do nothing
            """))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Event("2025-03-09 10:00", "began", Written.Id("b"))
            .Run();

        Assert.Equal(["b"], walk.Customer.EndedRuns.Select(e => e.Key));
    }

    [Fact]
    public void ExitAfter_SameInstantAsAStep_GoesFirst()
    {
        var walk = Written.Walk(Written.Flow("wait 1 day\nsend email mail", "exit after 1 day"))
            .Event("2025-03-03 10:00", "began", Written.Id("a")).Run();

        Assert.Empty(walk.Messages);
        Assert.Equal("exit after 1 day", walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void Segments_TimeAlone_EntersAndLeaves()
    {
        var walk = Written.Walk(Written.Workspace("""
            segment active:
              count of seen in last 2 days >= 2
            journey welcome_back version 1:
              enter on segment active entered
              exit on segment active left
              flow:
                wait 10 days
            journey cooled version 1:
              enter on segment active left
              flow:
                send email mail
            """))
            .Event("2025-03-03 10:00", "seen")
            .Event("2025-03-04 10:00", "seen")
            .Run();

        Baseline.VerifyBeside("segments_by_time", walk.Text());
    }

    [Fact]
    public void Segments_ExitOnEntered_EndsTheRun()
    {
        var walk = Written.Walk(Written.Workspace("""
            segment active:
              count of seen in last 2 days >= 2
            journey j version 1:
              enter on event began
              exit on segment active entered
              flow:
                wait 10 days
            """))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Event("2025-03-03 11:00", "seen")
            .Event("2025-03-03 12:00", "seen")
            .Run();

        Assert.Equal("segment active entered", walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void Writes_MoveASegment_AfterTheInputThatMadeThem()
    {
        var walk = Written.Walk(Written.Workspace("""
            segment golden:
              customer.tier = "gold"
            journey j version 1:
              enter on event began
              flow:
                set customer.tier = "gold"
                if in segment golden:
                  exit "too early"
                exit "after"
            journey welcome_gold version 1:
              enter on segment golden entered
              flow:
                do nothing
            """))
            .Event("2025-03-03 10:00", "began", Written.Id("a")).Run();

        Baseline.VerifyBeside("write_moves_segment", walk.Text());
    }

    [Fact]
    public void Cascade_JourneysFeedEachOther_StopsAt64()
    {
        var walk = Written.Walk(Written.Workspace("""
            journey a version 1:
              enter on event seen
              flow:
                # allow JRN1001: that is what is tested
                record event left_list
            journey b version 1:
              enter on event left_list
              flow:
                record event seen
            """));
        walk.Event("2025-03-03 10:00", "seen").Run();

        Assert.Equal("more than 64 consequences of one input", walk.Journal.OfType<Incident>().Single().Reason);
        Assert.Equal(65, walk.Journal.OfType<EventApplied>().Count());
    }

    [Fact]
    public void Erase_ForgetsAllAndLetsNothingOut()
    {
        var walk = Written.Walk(Written.Flow("wait 1 day\nsend email mail"))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .On("2025-03-03 12:00", () => new Erase(Instant.FromUtc(2025, 3, 3, 11, 0)))
            .Event("2025-03-03 11:59", "2025-03-03 12:10", "began", Written.Id("b"))
            .Run();

        Assert.Empty(walk.Messages);
        Assert.Equal("erased", walk.Journal.OfType<Exited>().Single().Reason);
        Assert.Equal(EventFate.Erased, walk.Journal.OfType<EventApplied>().Last().Fate);
        Assert.Equal(RecordValue.Empty, walk.Customer.Attributes);
        Assert.Null(walk.Customer.DueAt);
    }

    [Fact]
    public void Erase_WordsFromBefore_AreForgottenToo()
    {
        static Instant At(int hour) => Instant.FromUtc(2025, 3, 3, hour, 0);
        static Attributes Named(string name, Instant at) => new(RecordValue.Of(("first_name", new TextValue(name)))) { At = at };
        var walk = Written.Walk(Written.Flow("wait 1 day"))
            .On("2025-03-03 12:00", () => new Erase(At(11)))
            .On("2025-03-03 12:10", () => Named("Ada", At(10)))
            .On("2025-03-03 12:10", () => new ConsentChanged(Channel.Email, "marketing", true, At(10), "import"))
            .Run();

        Assert.Empty(walk.Customer.Consents);
        Assert.Equal(RecordValue.Empty, walk.Customer.Attributes);

        walk.On("2025-03-03 12:20", () => Named("Ada", At(12))).On("2025-03-03 12:20", () => new ConsentChanged(Channel.Email, "marketing", true, At(12), "form")).Run();

        Assert.Single(walk.Customer.Consents);
        Assert.Equal(new TextValue("Ada"), walk.Customer.Attributes["first_name"]);
    }

    [Fact]
    public void Erase_LaterEvent_StartsANewCustomerWithNewKeys()
    {
        var walk = Written.Walk(Written.Flow("send email receipt\nsend chat answer with name = \"you\""))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .On("2025-03-03 12:00", () => new Erase(Instant.FromUtc(2025, 3, 3, 11, 0)))
            .Event("2025-03-03 12:10", "began", Written.Id("b"))
            .Run();

        Assert.Equal(["receipt", "answer", "answer"], walk.Messages.Select(m => m.Template));
        Assert.Equal(3, walk.Messages.Select(m => m.SendKey).Distinct().Count());
    }

    [Fact]
    public void Consent_OlderWord_DoesNotWin()
    {
        var walk = Written.Walk(Written.Flow("send email mail"))
            .On("2025-03-03 10:00", new ConsentChanged(Channel.Email, "marketing", false, Instant.FromUtc(2025, 3, 2, 0, 0), "page"))
            .On("2025-03-03 11:00", new ConsentChanged(Channel.Email, "marketing", true, Instant.FromUtc(2025, 3, 1, 0, 0), "import"))
            .Event("2025-03-03 12:00", "began", Written.Id("a"))
            .Run();

        Assert.Equal("no consent", walk.Journal.OfType<MessageSkipped>().Single().Reason);
    }
}
