using NodaTime;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Tests.Execution;

/// <summary>What a step says about being reached late; every timer here fires seven hours late.</summary>
public sealed class LatenessTests
{
    [Theory]
    [InlineData("wait 2 days late by 6 hours skip", "2025-03-04 17:00", "finished")]
    [InlineData("wait 2 days late by 6 hours exit", "2025-03-04 17:00", "late")]
    [InlineData("wait 2 days late by 6 hours send", "2025-03-07 00:00", "finished")]
    [InlineData("wait 2 days late by 8 hours skip", "2025-03-07 00:00", "finished")]
    [InlineData("wait up to 48 hours for event bought late by 6 hours skip", "2025-03-04 17:00", "finished")]
    [InlineData("wait until 20:00 late by 6 hours exit", "2025-03-04 17:00", "late")]
    [InlineData("send first of late by 6 hours skip:\n  push note\n  email mail", "2025-03-04 17:00", "finished")]
    [InlineData("ask chat question up to 1 day late by 6 hours exit:\n  on any other answer:\n    do nothing\n  on timeout:\n    do nothing", "2025-03-04 17:00", "late")]
    public void Step_ReachedLate_FollowsItsRule(string step, string ends, string reason)
    {
        var walk = Written.Walk(Written.Flow("wait 1 day\n" + step));
        walk.Delay = Duration.FromHours(7);
        walk.Event("2025-03-03 10:00", "began", Written.Id("a")).Run();

        var exit = walk.Journal.OfType<Exited>().Single();
        Assert.Equal((walk.At(ends), reason), (exit.At, exit.Reason));
        Assert.Empty(walk.Messages);
    }

    [Fact]
    public void Step_AfterANewRest_IsNotLateAnyMore()
    {
        var walk = Written.Walk(Written.Flow("wait 1 day\nwait 1 day\nwait up to 10 days for event bought\nsend email mail late by 6 hours skip"));
        walk.Delay = Duration.FromHours(7);
        walk.Event("2025-03-03 10:00", "began", Written.Id("a")).Event("2025-03-07 10:00", "bought").Run();

        Assert.Single(walk.Messages);
    }

    [Theory]
    [InlineData("skip", 0, 1)]
    [InlineData("send", 1, 0)]
    public void Schedule_ComesLate_FollowsThePolicy(string action, int entered, int refused)
    {
        var walk = Written.Walk(Written.Workspace($"""
            policy strict:
              purpose marketing
              when late by 6 hours {action}
            segment all_of_them:
              count of began ever > 0
            journey j version 1:
              enter on schedule every monday at 06:00
                for segment all_of_them
              policy strict
              flow:
                do nothing
            """));
        walk.Delay = Duration.FromHours(7);
        walk.Event("2025-03-05 10:00", "began", Written.Id("a")).Run("2025-03-11 00:00");

        Assert.Equal(entered, walk.Journal.OfType<Entered>().Count());
        Assert.Equal(refused, walk.Journal.OfType<NotEntered>().Count(n => n.Reason == "late"));
    }
}
