using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Tests.Execution;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Sending;

public sealed class AskTests
{
    private const string Flow = """
        ask chat question up to 1 day as reply:
          on "The first":
            exit "first"
          on "The second":
            exit "second"
          on any other answer:
            send chat answer with name = reply.text
            exit "other"
          on timeout:
            exit "silent"
        """;

    [Theory]
    [InlineData("1", "first")]
    [InlineData("2", "second")]
    [InlineData("the SECOND ", "second")]
    [InlineData("neither", "other")]
    [InlineData("3", "other")]
    [InlineData(null, "silent")]
    public void Ask_Answer_TakesItsBranch(string? text, string reason)
    {
        var walk = Started(Flow);
        if (text is not null)
        {
            walk.Says("2025-03-03 20:00", "question", OutcomeKind.Answered, text);
        }

        walk.Run();

        Assert.Equal(reason, walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void Ask_AnyOtherAnswer_CarriesItsText()
    {
        var walk = Started(Flow).Says("2025-03-03 20:00", "question", OutcomeKind.Answered, " Both! ").Run();

        Assert.Equal(new TextValue(" Both! "), walk.Messages[^1].Values["name"]);
    }

    [Fact]
    public void Ask_WordsWithoutAKey_BelongToTheNewestOpenQuestion()
    {
        var walk = Started(Flow);
        walk.On("2025-03-03 20:00", new Outcome("", OutcomeKind.Answered, walk.At("2025-03-03 20:00"), "1")).Run();

        Assert.Equal("first", walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void Ask_NoBranchForOthers_IgnoresTheAnswer()
    {
        var walk = Started("ask chat question up to 1 day:\n  on \"The first\", \"The second\":\n    exit \"answered\"\n  on timeout:\n    exit \"silent\"")
            .Says("2025-03-03 20:00", "question", OutcomeKind.Answered, "what?")
            .Says("2025-03-03 21:00", "question", OutcomeKind.Answered, "2")
            .Run();

        Assert.Equal("answered", walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void Ask_ChannelRefuses_TimesOutAtOnce()
    {
        var walk = Started(Flow);
        walk.Channel = _ => OutcomeKind.Rejected;
        walk.Run();

        Assert.Equal(walk.At("2025-03-03 18:00"), walk.Journal.OfType<Exited>().Single().At);
    }

    [Fact]
    public void Ask_LimitCountsFromTheAcceptance()
    {
        var walk = Started(Flow);
        walk.Channel = _ => null;
        walk.Says("2025-03-03 18:10", "question", OutcomeKind.Accepted).Run();

        Assert.Equal(walk.At("2025-03-04 18:10"), walk.Journal.OfType<Exited>().Single().At);
    }

    [Fact]
    public void Ask_AnotherQuestionIsOpen_IsHeldBehindIt()
    {
        var workspace = Written.Workspace("""
            journey j version 1:
              enter on event began
                keyed by event.id
              flow:
                ask chat question up to 2 days as reply:
                  on "The first", "The second":
                    exit "answered"
                  on timeout:
                    exit "silent"
            """);
        var walk = Written.Walk(workspace)
            .Event("2025-03-03 18:00", "began", Written.Id("a"))
            .Event("2025-03-03 19:00", "began", Written.Id("b"))
            .Event("2025-03-03 20:00", "began", Written.Id("c"))
            .Says("2025-03-04 12:00", "question", OutcomeKind.Answered, "1")
            .Run();

        Baseline.VerifyBeside("ask_one_after_the_other", walk.Text());
    }

    [Fact]
    public void Ask_HeldWhileTheZoneChanges_IsSkippedAfterADay()
    {
        var workspace = Written.Workspace("""
            journey j version 1:
              enter on event began
                keyed by event.id
              flow:
                ask chat question up to 5 days as reply:
                  on "The first", "The second":
                    exit "answered"
                  on timeout:
                    exit "silent"
            """);
        var walk = Written.Walk(workspace)
            .Event("2025-03-03 18:00", "began", Written.Id("a"))
            .Event("2025-03-03 19:00", "began", Written.Id("b"))
            .On("2025-03-04 12:00", new Attributes(RecordValue.Of(("time_zone", new TextValue("Asia/Tokyo")))))
            .Run();

        Assert.Equal(walk.At("2025-03-04 19:00"), walk.Journal.OfType<MessageSkipped>().Single().At);
    }

    [Fact]
    public void Ask_QuietHours_HoldTheQuestion()
    {
        var walk = Written.Walk(Written.Workspace("""
            policy calm:
              purpose service
              quiet from 22:00 to 07:00
              during quiet hours wait
            journey j version 1:
              enter on event began
              policy calm
              flow:
                ask chat question up to 1 day:
                  on "The first", "The second":
                    do nothing
                  on timeout:
                    exit "silent"
            """))
            .Event("2025-03-03 23:00", "began", Written.Id("a"))
            .Run();

        Assert.Equal(walk.At("2025-03-05 07:00"), walk.Journal.OfType<Exited>().Single().At);
    }

    private static Walk Started(string flow) => Written.Walk(Written.Flow(flow)).Event("2025-03-03 18:00", "began", Written.Id("a"));
}
