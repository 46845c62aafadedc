using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Tests.Execution;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Sending;

public sealed class FirstOfTests
{
    private const string Flow = """
        send first of as nudge:
          push note needs open within 4 hours
          email mail needs click within 2 days
          web banner in slot "home"
        if nudge.opened:
          exit "seen"
        """;

    [Fact]
    public void FirstOf_NobodyReacts_TriesOneAfterTheOther() =>
        Baseline.VerifyBeside("first_of_no_reaction", Started().Run().Text());

    [Fact]
    public void FirstOf_OpenedInTime_Reaches() =>
        Baseline.VerifyBeside("first_of_opened", Started().Says("2025-03-03 20:00", "note", OutcomeKind.Opened).Run().Text());

    [Fact]
    public void FirstOf_OpenedLaterThanAsked_IsKnownButDoesNotReach() =>
        Baseline.VerifyBeside("first_of_opened_late", Started().Says("2025-03-03 22:30", "note", OutcomeKind.Opened).Run().Text());

    [Theory]
    [InlineData(OutcomeKind.Rejected)]
    [InlineData(OutcomeKind.Skipped)]
    [InlineData(OutcomeKind.Expired)]
    public void FirstOf_Refused_TriesTheNextAtOnce(OutcomeKind refusal)
    {
        var walk = Started();
        walk.Channel = message => message.Channel == Channel.Push ? refusal : OutcomeKind.Accepted;
        walk.Run("2025-03-03 18:00");

        Assert.Equal(["note", "mail"], walk.Messages.Select(m => m.Template));
    }

    [Fact]
    public void FirstOf_ChannelIsSilent_CountsAsReachedAfterAQuarterOfAnHour()
    {
        var walk = Written.Walk(Written.Flow("send first of as nudge:\n  push note\n  email mail\nif nudge.channel = \"push\":\n  exit \"by push\""))
            .Event("2025-03-03 18:00", "began", Written.Id("a"));
        walk.Channel = _ => null;
        walk.Run();

        var exit = walk.Journal.OfType<Exited>().Single();
        Assert.Equal("by push", exit.Reason);
        Assert.Equal(walk.At("2025-03-03 18:15"), exit.At);
        Assert.Single(walk.Messages);
    }

    [Fact]
    public void FirstOf_OutcomeUnknown_CountsAsReached()
    {
        var walk = Written.Walk(Written.Flow("send first of:\n  push note\n  email mail"))
            .Event("2025-03-03 18:00", "began", Written.Id("a"));
        walk.Channel = _ => OutcomeKind.Unknown;
        walk.Run();

        Assert.Single(walk.Messages);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(OutcomeKind.Unknown)]
    public void FirstOf_NotHeardOf_ReachesWhateverItNeeds(OutcomeKind? said)
    {
        var walk = Started();
        walk.Channel = _ => said;
        walk.Run();

        Assert.Equal(["note"], walk.Messages.Select(m => m.Template));
    }

    [Fact]
    public void FirstOf_NobodyCanBeReached_SkipsAllAndSaysSo()
    {
        var workspace = Written.Flow("send first of as nudge:\n  push note\n  email mail\nif nudge.skipped and nudge.channel is missing:\n  exit \"nobody\"");
        var walk = new Walk(workspace).Event("2025-03-03 18:00", "began", Written.Id("a")).Run();

        Assert.Equal("nobody", walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void FirstOf_QuietHoursHoldTheStep_ACapGoesToTheNext()
    {
        var walk = Written.Walk(Written.Workspace("""
            policy rare:
              purpose marketing
              quiet from 21:00 to 08:00
              during quiet hours wait
              at most 1 push per day
              at most 1 email per day
              when capped wait up to 1 day, then skip
            journey j version 1:
              enter on event began
                keyed by event.id
              policy rare
              flow:
                send first of:
                  push note
                  email mail
            """))
            .Event("2025-03-03 22:00", "began", Written.Id("a"))
            .Event("2025-03-04 09:00", "began", Written.Id("b"))
            .Event("2025-03-04 10:00", "began", Written.Id("c"))
            .Run();

        Baseline.VerifyBeside("first_of_policy", walk.Text());
    }

    private static Walk Started() => Written.Walk(Written.Flow(Flow)).Event("2025-03-03 18:00", "began", Written.Id("a"));
}
