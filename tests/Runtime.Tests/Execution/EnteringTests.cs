using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Execution;

public sealed class EnteringTests
{
    [Fact]
    public void Enter_Keyed_OneRunAKeySideBySide()
    {
        var walk = Written.Walk(Written.Workspace("""
            journey j version 1:
              enter on event began
                where event.total >= 30 EUR
                keyed by event.id
              enter again after 7 days
              flow:
                wait 2 days
            """))
            .Event("2025-03-03 10:00", "began", Written.Id("a"), Written.Total(30))
            .Event("2025-03-03 11:00", "began", Written.Id("b"), Written.Total(29))
            .Event("2025-03-03 12:00", "began", Written.Id("c"), Written.Total(40))
            .Event("2025-03-04 10:00", "began", Written.Id("a"), Written.Total(50))
            .Event("2025-03-09 10:00", "began", Written.Id("a"), Written.Total(50))
            .Event("2025-03-10 10:00", "began", Written.Id("a"), Written.Total(50))
            .Run();

        Baseline.VerifyBeside("enter_keyed", walk.Text());
    }

    [Fact]
    public void Enter_KeepsOfTheEvent_WhatTheJourneyReads()
    {
        var workspace = Written.Workspace("""
            journey j version 1:
              enter on event began
                where event.total >= 30 EUR
              goal done on event bought where event.id = entry.id within 3 days
              flow:
                wait 2 days
            """);
        var began = new CustomerEvent("test", "1", "began", Instant.FromUtc(2025, 3, 3, 10, 0), Instant.FromUtc(2025, 3, 3, 10, 0), RecordValue.Of(Written.Id("a"), Written.Total(40)));

        var decision = Engine.Decide(new Release(workspace, []), Facts.None, new CustomerDocument("c1"), new Events([began]), began.At);

        Assert.Equal(["at", "id"], Assert.Single(decision.Customer.Runs).Entry.Fields.Keys);
    }

    [Fact]
    public void Enter_Restart_BeginsTheSameEntryAnew()
    {
        var walk = Written.Walk(Written.Workspace("""
            journey j version 1:
              enter on event began
                keyed by event.id
              enter again after 7 days
              when already inside restart
              eligible:
                customer.tier = "basic"
              exit after 5 days
              flow:
                send email mail as hello
                wait 1 day
                send email mail_two
                wait 10 days
            """))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Event("2025-03-03 20:00", "began", Written.Id("a"))
            .On("2025-03-04 21:00", new Attributes(RecordValue.Of(("tier", new TextValue("gold")))))
            .Event("2025-03-05 10:00", "began", Written.Id("a"))
            .Run();

        Baseline.VerifyBeside("enter_restart", walk.Text());
        Assert.Equal(3, walk.Messages.Select(m => m.SendKey).Distinct().Count());
    }

    [Theory]
    [InlineData("enter again never", 1)]
    [InlineData("enter again any time", 3)]
    [InlineData("enter again after exit", 3)]
    [InlineData("enter again after 2 days", 2)]
    public void EnterAgain_CountsFromTheLastEntry(string rule, int entries)
    {
        var walk = Written.Walk(Written.Flow("do nothing", rule))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Event("2025-03-04 10:00", "began", Written.Id("b"))
            .Event("2025-03-05 10:00", "began", Written.Id("c"))
            .Run();

        Assert.Equal(entries, walk.Journal.OfType<Entered>().Count());
    }

    [Theory]
    [InlineData("2025-03-02 23:59", "not started yet")]
    [InlineData("2025-03-03 00:00", null)]
    [InlineData("2025-03-05 23:59", null)]
    [InlineData("2025-03-06 00:00", "ended")]
    public void Enter_StartsAndEnds_AreDaysOfTheWorkspaceZone(string at, string? refusal)
    {
        var workspace = Written.Flow("wait 10 days", "starts 2025-03-03\nends 2025-03-05");
        var walk = Written.Walk(workspace, "Asia/Tokyo");
        var here = new Walk(workspace).At(at);
        walk.Decide(new Events([new CustomerEvent("test", "1", "began", here, here, RecordValue.Of(Written.Id("a")))]), here);

        Assert.Equal(refusal, walk.Journal.OfType<NotEntered>().SingleOrDefault()?.Reason);
    }

    [Fact]
    public void Enter_NotEligible_NamesTheFirstLineThatSaidNo()
    {
        var walk = Written.Walk(Written.Flow("do nothing", "eligible:\n  consent email for marketing\n  customer.points > 3\n  customer.tier = \"gold\""))
            .Event("2025-03-03 10:00", "began", Written.Id("a")).Run();

        var refused = walk.Journal.OfType<NotEntered>().Single();
        Assert.Equal("customer.points > 3", refused.Reason);
        Assert.Equal("customer.points (0) > 3", refused.Because);
    }

    [Theory]
    [InlineData("2025-03-03 09:59", true)]
    [InlineData("2025-03-03 10:00", false)]
    [InlineData("2025-03-03 10:01", false)]
    public void Enter_AnEventThatEndsItCameFirst_DoesNotStart(string bought, bool enters)
    {
        // The queue turned the two around: the order is applied before the cart that was filled before it.
        var walk = Written.Walk(Written.Flow("wait 1 day", "goal done on event bought where event.id = entry.id within 3 days\nexit on goal done"))
            .Event(bought, "2025-03-03 10:02", "bought", Written.Id("a"))
            .Event("2025-03-03 10:00", "2025-03-03 10:03", "began", Written.Id("a"))
            .Event("2025-03-03 10:00", "2025-03-03 10:04", "began", Written.Id("b"))
            .Run();

        Assert.Equal(enters ? [] : ["bought came first"], walk.Journal.OfType<NotEntered>().Select(n => n.Reason).Where(r => r != "already inside"));
    }

    [Fact]
    public void Enter_AnEventThatEndsItCameFirst_IsComparedWithWhatTheSettingsMake()
    {
        var walk = Written.Walk(Written.Flow("wait 1 day", "exit on event bought where event.id = wanted\nlet wanted = entry.id"))
            .Event("2025-03-03 10:01", "2025-03-03 10:02", "bought", Written.Id("a"))
            .Event("2025-03-03 10:00", "2025-03-03 10:03", "began", Written.Id("a"))
            .Run();

        Assert.Equal(["bought came first"], walk.Journal.OfType<NotEntered>().Select(n => n.Reason));
    }

    [Fact]
    public void Enter_TheEventBehindTheTrigger_DoesNotEndWhatItBegins()
    {
        var walk = Written.Walk(Written.Workspace("""
            segment buyers:
              count of bought ever > 0
            journey called version 1:
              exit on event bought
              flow:
                wait 2 days
            journey caller version 1:
              enter on event began
              flow:
                wait up to 1 day for event bought
                run journey called
            journey member version 1:
              enter on segment buyers entered
              exit on event bought
              flow:
                wait 2 days
            """))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Event("2025-03-03 12:00", "bought")
            .Event("2025-03-04 12:00", "bought")
            .Run();

        Assert.Empty(walk.Journal.OfType<NotEntered>());
        Assert.Equal(
            ["called event bought", "member event bought", "caller finished"],
            walk.Journal.OfType<Exited>().Select(e => $"{e.Journey} {e.Reason}"));
    }

    [Fact]
    public void Enter_ManyKeys_StopsAt32Runs()
    {
        var walk = Written.Walk(Written.Workspace("""
            journey j version 1:
              enter on event began
                keyed by event.id
              flow:
                wait 10 days
            """));
        for (var i = 0; i < 34; i++)
        {
            walk.Event("2025-03-03 10:00", "began", Written.Id($"{i:00}"));
        }

        walk.Run("2025-03-04 10:00");

        Assert.Equal(32, walk.Customer.Runs.Length);
        Assert.Equal(["32 runs already", "32 runs already"], walk.Journal.OfType<NotEntered>().Select(n => n.Reason));
    }

    [Fact]
    public void Enter_SeveralJourneys_GoByPriorityThenName()
    {
        var walk = Written.Walk(Written.Workspace("""
            journey a version 1:
              enter on event began
              priority 10
              flow:
                do nothing
            journey c version 1:
              enter on event began
              flow:
                do nothing
            journey b version 1:
              enter on event began
              flow:
                do nothing
            """))
            .Event("2025-03-03 10:00", "began", Written.Id("a")).Run();

        Assert.Equal(["b", "c", "a"], walk.Journal.OfType<Entered>().Select(e => e.Journey));
    }

    [Fact]
    public void Schedule_Members_EnterAtTheirLocalTime()
    {
        var workspace = Written.Workspace("""
            segment quiet_ones:
              count of seen in last 3 days = 0
              count of began ever > 0
            journey j version 1:
              enter on schedule every weekdays at 06:00
                for segment quiet_ones
              enter again after 5 days
              eligible:
                customer.tier = "basic"
              flow:
                wait 1 day
            """);
        var walk = Written.Walk(workspace, "America/New_York")
            .Event("2025-03-06 05:00", "seen")
            .Event("2025-03-06 05:00", "began", Written.Id("a"))
            .On("2025-03-18 00:00", new Attributes(RecordValue.Of(("tier", new TextValue("gold")))))
            .Event("2025-03-20 12:00", "seen")
            .Run("2025-03-26 00:00");

        Baseline.VerifyBeside("schedule", walk.Text());
    }

    [Fact]
    public void Schedule_RunEndsAtTheListedInstant_EntersThen()
    {
        var walk = Written.Walk(Members("enter on schedule every day at 06:00 for segment all_of_them"))
            .Event("2025-03-03 12:00", "began", Written.Id("a"))
            .Run("2025-03-06 12:00");

        Assert.Equal(
            ["2025-03-04 06:00", "2025-03-05 06:00", "2025-03-06 06:00"], walk.Journal.OfType<Entered>().Select(e => walk.Local(e.At)));
    }

    [Theory]
    [InlineData("enter on schedule every monday at 06:00 for segment all_of_them")]
    [InlineData("enter on anniversary 3 days before customer.birthday at 06:00")]
    [InlineData("enter on date 10 years before customer.birthday at 06:00", 2035, 10)]
    public void Schedule_NewZoneHasPassedTheLocalTime_EntersAtOnce(string trigger, int year = 1990, int day = 13)
    {
        var walk = Written.Walk(Members(trigger))
            .With("birthday", new DateValue(new LocalDate(year, 3, day)))
            .Event("2025-03-09 12:00", "began", Written.Id("a"))
            .On("2025-03-10 05:00", Zone("Asia/Tokyo"))
            .Run("2025-03-10 12:00");

        Assert.Equal(walk.At("2025-03-10 05:00"), walk.Journal.OfType<Entered>().Single().At);
    }

    [Theory]
    [InlineData("enter on schedule every monday at 06:00 for segment all_of_them")]
    [InlineData("enter on anniversary of customer.birthday at 06:00")]
    public void Schedule_NewZoneIsStillBeforeTheLocalTime_DoesNotEnterAgain(string trigger)
    {
        var walk = Written.Walk(Members(trigger), "Asia/Tokyo")
            .With("birthday", new DateValue(new LocalDate(1990, 3, 10)))
            .Event("2025-03-09 12:00", "began", Written.Id("a"))
            .On("2025-03-10 07:00", Zone("Europe/Berlin"))
            .On("2025-03-10 08:00", Zone("America/New_York"))
            .On("2025-03-10 09:00", Zone("Asia/Tokyo"))
            .On("2025-03-10 10:00", Zone("America/New_York"))
            .Run("2025-03-16 00:00");

        Assert.Equal(walk.At("2025-03-10 06:00"), walk.Journal.OfType<Entered>().Single().At);
    }

    [Fact]
    public void Schedule_AfterDowntime_EntersOnce()
    {
        var walk = Written.Walk(Written.Workspace("""
            segment all_of_them:
              count of began ever > 0
            journey j version 1:
              enter on schedule every day at 06:00
                for segment all_of_them
              enter again any time
              flow:
                do nothing
            """))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Run("2025-03-04 07:00");
        walk.Decide(new Due(), walk.At("2025-03-09 05:00"));
        walk.Run("2025-03-09 07:00");

        Assert.Equal(["2025-03-04 06:00", "2025-03-09 05:00", "2025-03-09 06:00"], walk.Journal.OfType<Entered>().Select(e => Local(walk, e.At)));
    }

    [Fact]
    public void Anniversary_LeapDay_ComesOn28February()
    {
        var walk = Written.Walk(Written.Workspace("""
            journey birthday version 1:
              enter on anniversary 3 days before customer.birthday at 09:00
              enter again after 300 days
              flow:
                send email mail
            """))
            .On("2025-01-01 10:00", new Attributes(RecordValue.Of(("birthday", new DateValue(new(2000, 2, 29))))))
            .Run("2028-12-31 00:00");

        Assert.Equal(["2025-02-25 09:00", "2026-02-25 09:00", "2027-02-25 09:00", "2028-02-26 09:00"], walk.Messages.Select(m => Local(walk, m.At)));
    }

    private static string Local(Walk walk, Instant at) =>
        at.InZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).ToString("uuuu-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static Attributes Zone(string id) => new(RecordValue.Of(("time_zone", new TextValue(id))));

    private static Workspace Members(string trigger) => Written.Workspace(
        $"""
        segment all_of_them:
          count of began ever > 0
        journey j version 1:
          {trigger}
          flow:
            wait 1 day
        """);
}
