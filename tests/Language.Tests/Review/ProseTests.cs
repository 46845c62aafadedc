using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Review.Explanation;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Review;

public sealed class ProseTests
{
    private const string Schema =
        """
        workspace shop:
          language 1
          time zone "UTC"
          currency EUR

        purpose service, no consent needed

        customer:
          email text, optional
          points number, default 0
          tags list of text

        event ordered:
          total money

        template email thanks for service:
          subject "Thanks"
          text "Thank you."

        template email more for service:
          subject "More"
          text "There is more."

        """;

    [Theory]
    [InlineData("customer.points >= 3", "the customer's points is 3 or more?")]
    [InlineData("customer.points between 3 and 5", "the customer's points is between 3 and 5?")]
    [InlineData("not (customer.points > 3 and customer.points < 9)", "it is not so that (the customer's points is more than 3 and the customer's points is less than 9)?")]
    [InlineData("customer.email is known", "the customer's email is known?")]
    [InlineData("customer.tags contains \"a\"", "the customer's tags contains \"a\"?")]
    [InlineData("count of ordered where (event.total > 5 EUR) in last 3 days > 1", "the number of ordered (if its total is more than 5 EUR) in the last 3 days is more than 1?")]
    [InlineData("average of ordered.total between 9 days ago and 2 days ago > 5 EUR", "the average ordered.total between 9 days and 2 days ago is more than 5 EUR?")]
    [InlineData("time since last ordered > 3 days", "the time since the last ordered is more than 3 days?")]
    [InlineData("last ordered.total > entry.total", "the total of the last ordered is more than the entry's total?")]
    [InlineData("consent email for service", "e-mail consent for service?")]
    public void Write_ACondition_ReadsAsAQuestion(string condition, string question)
    {
        var prose = Of($"    if {condition}:\n      send email thanks\n    else:\n      send email more\n");
        Assert.Contains("  " + question + "\n", prose, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("    send email thanks\n", 1)]
    [InlineData("    if customer.points > 3:\n      send email thanks\n    send email more\n", 2)]
    [InlineData("    if customer.points > 3:\n      send email thanks\n      exit \"done\"\n    send email more\n", 1)]
    [InlineData("    repeat at most 4 times:\n      wait 1 day\n      send email thanks\n    send email more\n", 5)]
    [InlineData("    in parallel:\n      send email thanks\n      send email more\n", 2)]
    [InlineData("    send first of:\n      email thanks\n      email more\n", 1)]
    [InlineData("    send first of:\n      email thanks needs click within 1 day\n      email more\n", 2)]
    public void Write_Messages_CountsTheMostOfOneRun(string flow, int messages) =>
        Assert.Contains($"At most {messages} message{(messages == 1 ? "" : "s")} a run.", Of(flow), StringComparison.Ordinal);

    [Fact]
    public void Write_AWaitInsideABranch_IsToldByTheTimeBehindIt()
    {
        var prose = Of("    if customer.points > 3:\n      wait 2 days\n      send email thanks\n");
        Assert.Contains("if the customer's points is more than 3:\n", prose, StringComparison.Ordinal);
        Assert.Matches(@"\n  \+2 d +e-mail thanks\n", prose);
    }

    [Fact]
    public void Write_ARunThatEnds_SaysHowLongItCanBe() =>
        Assert.Contains("Longest run 3 d 2 h, plus holds by quiet hours and caps.", Of("    wait 3 days\n    wait 2 hours\n    send email thanks\n"), StringComparison.Ordinal);

    private static string Of(string flow)
    {
        var compiled = Compiled.Text($"{Schema}\njourney one version 1:\n  enter on event ordered\n\n  flow:\n{flow}");
        Assert.Equal("", Compiled.Shown(compiled, Severity.Error));
        return Prose.Write(compiled.Workspace, compiled.Workspace.Journey("one")!);
    }
}
