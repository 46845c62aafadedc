using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Sending;
using Personalization.Journeys.Runtime.Tests.Execution;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Sending;

public sealed class SendTests
{
    private const string Policies = """
        policy rare:
          purpose marketing
          quiet from 21:00 to 08:00
          during quiet hours wait
          at most 1 email per day
          at most 3 messages per 7 days
          when capped wait up to 1 day, then skip
        policy quick:
          purpose marketing
          at most 1 web per 4 hours
          when capped skip
        policy silent:
          purpose marketing
          quiet from 21:00 to 08:00
          during quiet hours skip
        policy strict:
          purpose marketing
          when late by 6 hours skip

        """;

    [Fact]
    public void Of_SameParts_GivesTheSameKeyOf32Characters()
    {
        var key = SendKey.Of("shop", "c1/j/1", "hello", 1, 0);

        Assert.Equal(32, key.Length);
        Assert.Equal(key, SendKey.Of("shop", "c1/j/1", "hello", 1, 0));
        Assert.NotEqual(key, SendKey.Of("shop", "c1/j/1", "hello", 2, 0));
        Assert.NotEqual(key, SendKey.Of("shop", "c1/j/1", "hello", 1, 1));
    }

    [Fact]
    public void Send_NobodyToReach_IsSkippedWithItsReasonAndGoesOn()
    {
        var workspace = Written.Flow(
            """
            send email mail as first
            send push note as second
            send web banner
            send email receipt
            if first.skipped and second.reason = "no address":
              exit "both skipped"
            """);
        var walk = new Walk(workspace).Consenting(Channel.Push, "marketing").Event("2025-03-03 18:00", "began", Written.Id("a")).Run();

        Baseline.VerifyBeside("send_skipped", walk.Text());
    }

    [Fact]
    public void Send_ConsentWithdrawnWhileHeld_IsNotHandedOver()
    {
        var walk = Written.Walk(Written.Workspace(Policies + """
            journey j version 1:
              enter on event began
              policy rare
              flow:
                send email mail
            """))
            .Event("2025-03-03 23:00", "began", Written.Id("a"))
            .On("2025-03-04 07:00", new ConsentChanged(Channel.Email, "marketing", false, Instant.FromUtc(2025, 3, 4, 6, 0), "page"))
            .Run();

        Assert.Equal(SkipReason.NoConsent, walk.Journal.OfType<MessageSkipped>().Single().Reason);
        Assert.Empty(walk.Messages);
    }

    [Theory]
    [InlineData("2025-03-03 20:59", "2025-03-03 20:59")]
    [InlineData("2025-03-03 21:00", "2025-03-04 08:00")]
    [InlineData("2025-03-04 07:59", "2025-03-04 08:00")]
    [InlineData("2025-03-04 08:00", "2025-03-04 08:00")]
    [InlineData("2025-03-29 22:00", "2025-03-30 08:00")]
    [InlineData("2025-10-25 22:00", "2025-10-26 08:00")]
    public void Send_QuietHours_GoesWhenTheyEnd(string reached, string goes)
    {
        var walk = Written.Walk(Written.Workspace(Policies + """
            journey j version 1:
              enter on event began
              policy rare
              flow:
                send email mail
            """))
            .Event(reached, "began", Written.Id("a"))
            .Run();

        Assert.Equal(walk.At(goes), walk.Messages.Single().At);
        Assert.Equal(walk.At(goes[..10] + " 21:00"), walk.Messages.Single().NotAfter);
    }

    [Fact]
    public void Send_QuietHoursSkip_IsSkipped()
    {
        var walk = Written.Walk(Written.Workspace(Policies + """
            journey j version 1:
              enter on event began
              policy silent
              flow:
                send email mail
            """))
            .Event("2025-03-03 22:00", "began", Written.Id("a"))
            .Run();

        Assert.Equal(SkipReason.QuietHours, walk.Journal.OfType<MessageSkipped>().Single().Reason);
    }

    [Fact]
    public void Send_WaitAfterAHold_BeginsWhenTheMessageWent()
    {
        var walk = Written.Walk(Written.Workspace(Policies + """
            journey j version 1:
              enter on event began
              policy rare
              flow:
                send email mail
                wait 2 days
            """))
            .Event("2025-03-03 22:00", "began", Written.Id("a"))
            .Run();

        Assert.Equal(walk.At("2025-03-06 08:00"), walk.Journal.OfType<Exited>().Single().At);
    }

    [Fact]
    public void Send_Capped_HoldsOnlyIfThePlaceComesInTime()
    {
        var workspace = Written.Workspace(Policies + """
            journey j version 1:
              enter on event began
                keyed by event.id
              policy rare
              flow:
                send email mail
            """);

        // The second and third wait for their day; then three of a week are gone, and room comes on the 10th.
        var walk = Written.Walk(workspace)
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Event("2025-03-03 11:00", "began", Written.Id("b"))
            .Event("2025-03-04 12:00", "began", Written.Id("c"))
            .Event("2025-03-06 12:00", "began", Written.Id("d"))
            .Event("2025-03-09 12:00", "began", Written.Id("e"))
            .Run();

        Baseline.VerifyBeside("send_capped", walk.Text());
    }

    [Fact]
    public void Send_RefusedByTheChannel_GivesItsPlaceBack()
    {
        var walk = Written.Walk(Written.Workspace(Policies + """
            journey j version 1:
              enter on event began
                keyed by event.id
              policy quick
              flow:
                send web banner as shown
                wait 1 minute
                if shown.failed:
                  exit "refused"
            """));
        var told = 0;
        walk.Channel = _ => told++ == 0 ? OutcomeKind.Rejected : OutcomeKind.Unknown;
        walk.Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Event("2025-03-03 10:10", "began", Written.Id("b"))
            .Event("2025-03-03 14:09", "began", Written.Id("c"))
            .Event("2025-03-03 14:10", "began", Written.Id("d"))
            .Run();

        Baseline.VerifyBeside("send_place_given_back", walk.Text());
    }

    [Fact]
    public void Send_PlaceGivenBackWhileHeld_GoesAtOnce()
    {
        var walk = Written.Walk(Written.Workspace("""
            policy rare:
              purpose marketing
              at most 1 email per day
              when capped wait up to 1 day, then skip
            policy other:
              purpose marketing
              at most 1 email per day
              when capped wait up to 1 day, then skip
            journey j version 1:
              enter on event began
                keyed by event.id
              flow:
                send email mail using policy rare
                send email mail_two using policy other
            """))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Event("2025-03-03 11:00", "began", Written.Id("b"))
            .Event("2025-03-03 12:00", "began", Written.Id("c"))
            .Says("2025-03-03 12:30", "mail", OutcomeKind.Expired)
            .Run();

        Baseline.VerifyBeside("send_place_free_while_held", walk.Text());
    }

    [Fact]
    public void Send_HeldTogether_HigherPriorityGoesFirst()
    {
        var walk = Written.Walk(Written.Workspace(Policies + """
            journey low version 1:
              enter on event began
              policy rare
              priority 10
              flow:
                send email mail
            journey urgent version 1:
              enter on event bought
              policy rare
              priority 90
              flow:
                send email mail_two
            """))
            .Event("2025-03-03 22:00", "began", Written.Id("a"))
            .Event("2025-03-03 23:00", "bought")
            .Run();

        Assert.Equal(["mail_two", "mail"], walk.Messages.Select(m => m.Template));
        Assert.Equal([walk.At("2025-03-04 08:00"), walk.At("2025-03-05 08:00")], walk.Messages.Select(m => m.At));
    }

    [Fact]
    public void Send_AutumnNight_QuietAfterThePlaceIsNotCounted()
    {
        // The place comes free at midnight, 15 hours later; the quiet until 08:00 of the 25-hour night is not counted.
        var walk = Written.Walk(Written.Workspace(Policies + """
            journey j version 1:
              enter on event began
                keyed by event.id
              policy rare
              flow:
                send email mail
            """))
            .Event("2025-10-25 08:00", "began", Written.Id("a"))
            .Event("2025-10-25 08:05", "began", Written.Id("b"))
            .Run();

        Assert.Equal(walk.At("2025-10-26 08:00"), walk.Messages[^1].At);
    }

    [Theory]
    [InlineData("late by 6 hours skip", 7, "skipped: late", "finished")]
    [InlineData("late by 6 hours exit", 7, "exits j: late", "late")]
    [InlineData("late by 6 hours send", 7, "email mail ", "finished")]
    [InlineData("late by 6 hours skip", 5, "email mail ", "finished")]
    [InlineData("using policy strict", 7, "skipped: late", "finished")]
    public void Send_ReachedLate_FollowsItsRule(string clause, int hours, string shown, string reason)
    {
        var walk = Written.Walk(Written.Workspace(Policies + $"""
            journey j version 1:
              enter on event began
              flow:
                wait 1 hour
                send email mail {clause}
            """));
        walk.Delay = Duration.FromHours(hours);
        walk.Event("2025-03-03 08:00", "began", Written.Id("a")).Run();

        Assert.Contains(shown, walk.Text());
        Assert.Equal(reason, walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void Send_GoodForATime_SaysNotAfter()
    {
        var walk = Written.Walk(Written.Flow("send web banner in slot \"home\" for 20 minutes"))
            .Event("2025-03-03 18:00", "began", Written.Id("a"))
            .Run();

        var message = walk.Messages.Single();
        Assert.Equal(walk.At("2025-03-03 18:20"), message.NotAfter);
        Assert.Equal("home", message.Slot);
    }

    [Fact]
    public void Send_Values_AreThoseOfTheMomentItGoes()
    {
        var walk = Written.Walk(Written.Workspace(Policies + """
            journey j version 1:
              enter on event began
              policy rare
              flow:
                send email mail
            """))
            .Event("2025-03-03 22:00", "began", Written.Id("a"))
            .On("2025-03-03 23:00", new Attributes(RecordValue.Of(("email", new TextValue("new@example.com")))))
            .Run();

        var customer = Assert.IsType<RecordValue>(walk.Messages.Single().Values["customer"]);
        Assert.Equal(new TextValue("new@example.com"), customer["email"]);
    }

    [Fact]
    public void Outcome_OfAForgottenMessage_IsCounted()
    {
        var walk = Written.Walk(Written.Flow("send email mail"))
            .On("2025-03-03 18:00", new Outcome("nobody-knows", OutcomeKind.Opened, Instant.FromUtc(2025, 3, 3, 17, 0)))
            .Run();

        Assert.Equal("", Assert.IsType<OutcomeNoted>(Assert.Single(walk.Journal)).Run);
    }
}
