using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Execution;

public sealed class SubJourneyTests
{
    private const string Review = """
        journey review version 1:
          input who text
          returns stars number, default 5
          eligible:
            customer.tier = "basic"
          exit after 10 days
          flow:
            send chat answer with name = input.who
            wait up to 7 days for event bought as order
            if order is known:
              return stars = 2

        """;

    private const string Caller = """
        journey j version 1:
          enter on event began
          exit on event left_list
          flow:
            run journey review as review
              with who = "Ada"
            if review.skipped:
              exit "skipped"
            if review.stars < 4:
              exit "unhappy"
            exit "happy"
        """;

    [Fact]
    public void RunJourney_Returns_GoesOnWithTheValues()
    {
        var walk = Started(Review + Caller).Event("2025-03-05 18:00", "bought").Run();

        Baseline.VerifyBeside("run_journey", walk.Text());
    }

    [Fact]
    public void RunJourney_EndsWithoutReturn_GivesTheDefaults()
    {
        var walk = Started(Review + Caller).Run();

        Assert.Equal("happy", walk.Journal.OfType<Exited>().Last().Reason);
        Assert.Equal(walk.At("2025-03-10 18:00"), walk.Journal.OfType<Exited>().Last().At);
    }

    [Fact]
    public void RunJourney_NotEligible_IsSkippedWithDefaults()
    {
        var walk = Started(Review + Caller).With("tier", "gold").Run();

        Assert.Equal("customer.tier = \"basic\"", walk.Journal.OfType<NotEntered>().Single().Reason);
        Assert.Equal("skipped", walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void RunJourney_CallerEnds_EndsWithIt()
    {
        var walk = Started(Review + Caller).Event("2025-03-05 18:00", "left_list").Run();

        Assert.Equal(["event left_list", "the calling run ended"], walk.Journal.OfType<Exited>().Select(e => e.Reason));
    }

    [Fact]
    public void RunJourney_CallerRestarts_IsCalledAnew()
    {
        var walk = Started(Review + """
            journey j version 1:
              enter on event began
                keyed by event.id
              when already inside restart
              flow:
                run journey review as review
                  with who = entry.id
                exit "after it"
            """)
            .Event("2025-03-04 18:00", "began", Written.Id("a"))
            .Run();

        Baseline.VerifyBeside("run_journey_restarted", walk.Text());
    }

    [Fact]
    public void StartJourney_NotEligible_SaysSoInItsOutcome()
    {
        var walk = Started(Review + """
            journey j version 1:
              enter on event began
              flow:
                start journey review as talk
                  with who = "Ada"
                wait 1 hour
                if talk.skipped:
                  exit "skipped"
            """).With("tier", "gold").Run();

        Assert.Equal("skipped", walk.Journal.OfType<Exited>().Single().Reason);
    }

    [Fact]
    public void StartJourney_CallerEnds_GoesOn()
    {
        var walk = Started(Review + """
            journey j version 1:
              enter on event began
              flow:
                start journey review
                  with who = "Ada"
            """)
            .Event("2025-03-05 18:00", "bought").Run();

        Assert.Equal([("j", "finished"), ("review", "returned")], walk.Journal.OfType<Exited>().Select(e => (e.Journey, e.Reason)));
    }

    [Fact]
    public void RecordEvent_IsAnEventLikeAnyOther()
    {
        var walk = Started("""
            journey j version 1:
              enter on event began
              flow:
                record event bought
                  with total = 20 EUR
                wait up to 1 day for event bought as order
            journey other version 1:
              enter on event bought
                where event.total = 20 EUR
              flow:
                send email mail
            """).Run();

        Baseline.VerifyBeside("record_event", walk.Text());
    }

    private static Walk Started(string journeys) =>
        Written.Walk(Written.Workspace(journeys)).Event("2025-03-03 18:00", "began", Written.Id("a"));
}
