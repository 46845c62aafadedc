using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Tests.Execution;

public sealed class FirstWalkTests
{
    [Fact]
    public void Decide_EnterWaitSendIfExit_WalksToTheEnd()
    {
        var walk = Written.Walk(Written.Workspace("""
            journey welcome version 1:
              enter on event began
              enter again never
              flow:
                wait 1 day
                send email mail as hello
                wait 2 hours
                if hello.opened:
                  exit "read"
                else:
                  exit "not read"
            """))
            .Event("2025-03-29 18:00", "began", Written.Id("a"))
            .Says("2025-03-30 18:20", "mail", OutcomeKind.Opened)
            .Event("2025-04-02 18:00", "began", Written.Id("b"))
            .Run();

        Assert.Equal(
            """
            2025-03-29 18:00  event began
            2025-03-29 18:00  enters welcome 1  (2)
            2025-03-29 18:00  rests at wait (wait) until 2025-03-30 18:00  (5)
            2025-03-30 18:00  email mail  (6)
            2025-03-30 18:00  rests at wait.2 (wait) until 2025-03-30 20:00  (7)
            2025-03-30 18:00  accepted  (6)
            2025-03-30 18:20  opened  (6)
            2025-03-30 20:00  if -> yes: hello.opened: yes  (8)
            2025-03-30 20:00  exits welcome: read  (9)
            2025-04-02 18:00  event began
            2025-04-02 18:00  not entered welcome: enter again never  (2)

            """.ReplaceLineEndings("\n"),
            walk.Text());
    }

    [Fact]
    public void Decide_MessageHandedOver_CarriesAllThatItNeeds()
    {
        var walk = Written.Walk(Written.Flow("send email mail as hello"))
            .Event("2025-03-03 18:00", "began", Written.Id("a"))
            .Run();

        var message = walk.Messages.Single();
        Assert.Equal(("c1/j/1", "j", 1, "hello", Channel.Email, "mail", "marketing"), (message.Run, message.Journey, message.Version, message.Step, message.Channel, message.Template, message.Purpose));
        Assert.Equal(walk.At("2025-03-03 18:00"), message.At);
        Assert.Equal(RecordValue.Of(("customer", RecordValue.Of(("email", new TextValue("ada@example.com")), ("time_zone", new TextValue("Europe/Berlin"))))), message.Values);
        Assert.Equal(4, message.Location?.Line);
    }

    [Fact]
    public void Decide_JourneyOfARunIsInNoRelease_IsABug()
    {
        var walk = Written.Walk(Written.Flow("wait 1 day")).Event("2025-03-03 18:00", "began", Written.Id("a")).Run("2025-03-03 19:00");

        var other = new Release(Written.Workspace("journey other version 1:\n  enter on event seen\n  flow:\n    do nothing"), []);
        Assert.Throws<InvalidOperationException>(() => Engine.Decide(other, walk.Facts, walk.Customer, new Due(), walk.At("2025-03-04 18:00")));
    }
}
