using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Tests.Execution;

public sealed class ReleaseTests
{
    [Fact]
    public void Release_NewVersion_CustomersFinishOnTheirs()
    {
        var walk = Written.Walk(Version(1, "wait 2 days\n    send email mail"))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Released("2025-03-04 10:00", Version(2, "wait 1 hour\n    send email mail_two"))
            .Event("2025-03-04 11:00", "began", Written.Id("b"))
            .Run();

        Assert.Equal([("mail_two", 2), ("mail", 1)], walk.Messages.Select(m => (m.Template, m.Version)));
    }

    [Fact]
    public void Release_NewVersion_ARestartTakesIt()
    {
        var walk = Written.Walk(Version(1, "wait 2 days\n    send email mail", "when already inside restart"))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Released("2025-03-04 10:00", Version(2, "wait 1 hour\n    send email mail_two", "when already inside restart"))
            .Event("2025-03-04 11:00", "began", Written.Id("a"))
            .Run();

        Assert.Equal("mail_two", walk.Messages.Single().Template);
    }

    [Fact]
    public void Release_NewSegment_NobodyEntersIt()
    {
        var walk = Written.Walk(Version(1, "wait 2 days"))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Released("2025-03-04 10:00", Written.Workspace("""
                segment basics:
                  customer.tier = "basic"
                journey j version 1:
                  enter on segment basics entered
                  flow:
                    send email mail
                """))
            .Run("2025-03-04 12:00");

        Assert.Empty(walk.Journal.OfType<SegmentChanged>());
        Assert.True(walk.Customer.Memberships.ContainsKey("basics"));
    }

    [Fact]
    public void Release_NewSchedule_IsPlannedAtOnce()
    {
        var walk = Written.Walk(Version(1, "do nothing")).With("birthday", new DateValue(new(1990, 3, 10)))
            .Event("2025-03-03 10:00", "began", Written.Id("a"))
            .Released("2025-03-04 10:00", Written.Workspace("""
                journey birthday version 1:
                  enter on anniversary 3 days before customer.birthday at 09:00
                  flow:
                    send email mail
                """))
            .Run("2025-03-20 00:00");

        Assert.Equal(walk.At("2025-03-07 09:00"), walk.Messages.Single().At);
    }

    private static Workspace Version(int version, string steps, string setting = "priority 50") => Written.Workspace($"""
        journey j version {version}:
          enter on event began
            keyed by event.id
          {setting}
          flow:
            {steps}
        """);
}
