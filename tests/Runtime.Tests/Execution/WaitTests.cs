using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Execution;

public sealed class WaitTests
{
    [Theory]
    [InlineData("spring_day", "wait 1 day", "2025-03-29 18:00", "2025-03-30 18:00")]
    [InlineData("spring_hours", "wait 24 hours", "2025-03-29 18:00", "2025-03-30 19:00")]
    [InlineData("spring_gap", "wait 1 day", "2025-03-29 02:30", "2025-03-30 03:00")]
    [InlineData("autumn_day", "wait 1 day", "2025-10-25 18:00", "2025-10-26 18:00")]
    [InlineData("autumn_hours", "wait 24 hours", "2025-10-25 18:00", "2025-10-26 17:00")]
    [InlineData("autumn_overlap", "wait 1 day", "2025-10-25 02:30", "2025-10-26 02:30")]
    [InlineData("mixed", "wait 1 day 2 hours", "2025-03-29 18:00", "2025-03-30 20:00")]
    [InlineData("month", "wait 1 month", "2025-01-31 10:00", "2025-02-28 10:00")]
    [InlineData("time", "wait until 09:00", "2025-03-29 18:00", "2025-03-30 09:00")]
    [InlineData("inside_window", "wait until weekdays 17:00 to 20:00", "2025-03-28 18:00", "2025-03-28 18:00")]
    [InlineData("before_window", "wait until weekdays 17:00 to 20:00", "2025-03-28 20:00", "2025-03-31 17:00")]
    [InlineData("past", "wait until 2025-01-01 10:00", "2025-03-28 20:00", "2025-03-28 20:00")]
    [InlineData("date", "wait until 2025-04-01", "2025-03-28 20:00", "2025-04-01 00:00")]
    [InlineData("leap_day", "wait until 1 day before customer.birthday at 10:00, or skip if missing", "2024-02-01 20:00", "2024-02-28 10:00")]
    public void Wait_InCustomersZone_EndsAtTheLocalTime(string name, string step, string start, string end)
    {
        var walk = Written.Walk(Written.Flow(step)).With("birthday", new DateValue(new(2024, 2, 29)))
            .Event(start, "began", Written.Id(name))
            .Run();

        var exit = Assert.IsType<Exited>(walk.Journal[^1]);
        Assert.Equal(walk.At(end), exit.At);
    }

    [Theory]
    [InlineData("skip", "finished")]
    [InlineData("exit", "its moment is missing")]
    public void WaitUntil_MomentIsMissing_SkipsTheWaitOrExits(string rule, string reason)
    {
        var walk = Written.Walk(Written.Flow($"wait until customer.birthday at 10:00, or {rule} if missing"))
            .Event("2025-03-29 18:00", "began", Written.Id("a"))
            .Run();

        Assert.Equal(reason, Assert.IsType<Exited>(walk.Journal[^1]).Reason);
    }

    [Theory]
    [InlineData("2025-03-03 17:58", "2025-03-03 18:00", "a minute too early", false)]
    [InlineData("2025-03-03 17:59", "2025-03-03 18:00", "within the minute of grace", true)]
    [InlineData("2025-03-03 20:00", "2025-03-03 20:00", "at the very end, before the timer", true)]
    [InlineData("2025-03-03 20:00", "2025-03-03 20:01", "in time, but applied when the wait is over", false)]
    public void WaitFor_Event_CountsWhileTheWaitIsOpen(string happens, string arrives, string why, bool counts)
    {
        var walk = Written.Walk(Written.Flow("wait up to 2 hours for event bought as order\nif order is known:\n  exit \"bought\""))
            .Event("2025-03-03 18:00", "began", Written.Id(why))
            .Event(happens, arrives, "bought")
            .Run();

        Assert.Equal(counts ? "bought" : "finished", walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void WaitFor_TimerIsOverdue_EventOfTheTimeBeforeEndsIt()
    {
        var walk = Written.Walk(Written.Flow("wait up to 2 hours for event bought as order\nif order is known:\n  exit \"bought\""));
        walk.Delay = NodaTime.Duration.FromHours(3);
        walk.Event("2025-03-03 18:00", "began", Written.Id("a"))
            .Event("2025-03-03 19:59", "2025-03-03 20:30", "bought")
            .Run();

        Assert.Equal("bought", Assert.IsType<Exited>(walk.Journal[^1]).Reason);
    }

    [Fact]
    public void WaitCases_FirstThatHappens_Wins() => Baseline.VerifyBeside("wait_cases", string.Join("\n", new[] { "click", "buy", "nothing" }.Select(what =>
    {
        var walk = Written.Walk(Written.Flow(
            """
            send email mail as offer
            wait up to 36 hours:
              on offer.clicked:
                wait 2 hours
                send web banner in slot "home"
              on event bought where event.total > 10 EUR as order:
                exit "bought"
              on timeout:
                exit "not interested"
            """));
        walk.Event("2025-03-03 18:00", "began", Written.Id(what));
        _ = what switch
        {
            "click" => walk.Says("2025-03-03 19:00", "mail", OutcomeKind.Clicked),
            "buy" => walk.Event("2025-03-03 19:00", "bought", Written.Total(5)).Event("2025-03-03 20:00", "bought", Written.Total(50)),
            _ => walk,
        };
        return walk.Run().Text();
    })));

    [Fact]
    public void WaitFor_AlreadyClicked_GoesOnAtOnce()
    {
        var walk = Written.Walk(Written.Flow("send email mail as offer\nwait 1 day\nwait up to 3 days for offer.clicked"))
            .Event("2025-03-03 18:00", "began", Written.Id("a"))
            .Says("2025-03-03 19:00", "mail", OutcomeKind.Clicked)
            .Run();

        Assert.Equal(walk.At("2025-03-04 18:00"), walk.Journal[^1].At);
    }

    [Fact]
    public void Wait_CustomerChangesZone_KeepsTheLocalTime() => Baseline.VerifyBeside("wait_zone_changes", string.Join("\n", new[]
    {
        "wait 1 day", "wait 24 hours", "wait until 20:00", "send email mail using policy quiet",
    }.Select(step => Written.Walk(Written.Workspace(
        $"""
        policy quiet:
          purpose marketing
          quiet from 17:00 to 08:00
          during quiet hours wait

        journey j version 1:
          enter on event began
          flow:
            {step}
        """))
        .Event("2025-03-03 18:00", "began", Written.Id(step))
        .On("2025-03-03 19:00", new Attributes(RecordValue.Of(("time_zone", new TextValue("America/New_York")))))
        .Run().Text())));

    [Fact]
    public void WaitUntil_NewZoneHasPassedIt_EndsAtOnce()
    {
        var walk = Written.Walk(Written.Flow("wait until 20:00"))
            .Event("2025-03-03 18:00", "began", Written.Id("a"))
            .On("2025-03-03 19:00", new Attributes(RecordValue.Of(("time_zone", new TextValue("Asia/Tokyo")))))
            .Run();

        Assert.Equal(walk.At("2025-03-03 19:00"), walk.Journal[^1].At);
    }
}
