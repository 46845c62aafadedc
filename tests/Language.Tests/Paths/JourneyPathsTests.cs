using NodaTime;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Paths;

/// <summary>When a run can be at the send of `last`: as it is written, and with clock changes, quiet hours and caps.</summary>
public sealed class JourneyPathsTests
{
    private const string Schema = """
        workspace shop:
          language 1
          time zone "Europe/Berlin"
          currency EUR

        purpose service, no consent needed
        purpose marketing

        policy night:
          purpose marketing
          quiet from 21:00 to 08:00
          during quiet hours wait
          at most 1 email per day
          when capped wait up to 1 day, then skip

        customer:
          points number, default 0
          renewal_date date, optional
          tags list of text

        event signed_up:
          plan one of ["free", "plus"]

        event order_placed:
          total money

        webhook coupon:
          post "https://coupons.example/issue"
          gives code text
          timeout 5 seconds
          retry 2 times

        template email first for service:
          subject "First"
          text "One."

        template email offer for marketing:
          subject "Offer"
          text "Two."

        template email last for service:
          subject "Last"
          text "Three."

        template push ping for service:
          title "Ping"
          text "Four."

        template chat question for service:
          text "How are you?"
          choices ["Fine"]

        ## Waits a week at most.
        journey waiter version 1:
          exit after 2 days
          flow:
            wait 7 days

        """;

    [Theory]
    [InlineData("+0", "+0", "send email first")]
    [InlineData("+30 min", "+30 min", "wait 30 minutes")]
    [InlineData("+1 d", "+23 h to +1 d 1 h", "wait 1 day")]
    [InlineData("+1 d 2 h", "+1 d 1 h to +1 d 3 h", "wait 1 day", "wait 2 hours")]
    [InlineData("+30 d", "+27 d 23 h to +31 d 1 h", "wait 1 month")]
    [InlineData("+0 to +7 d", "+0 to +7 d 1 h", "wait until saturday 10:00")]
    [InlineData("+0 to +3 d", "+0 to +3 d 1 h", "wait until weekdays 10:00")]
    [InlineData("+0 to +22 h", "+0 to +23 h", "wait until 09:00 to 11:00")]
    [InlineData("from +0", "from +0", "wait until 3 days before customer.renewal_date, or skip if missing")]
    [InlineData("+0 to +7 d", "+0 to +7 d", "wait up to 7 days for event order_placed as order")]
    [InlineData("+1 h to +2 d 1 h", "+1 h to +2 d 1 h", "wait up to 2 days:", "  on event order_placed:", "    wait 1 hour", "  on timeout:", "    do nothing")]
    [InlineData("+2 d", "+2 d", "wait up to 2 days:", "  on event order_placed:", "    exit", "  on timeout:", "    do nothing")]
    [InlineData("+1 h to +3 h", "+1 h to +3 h", "if customer.points > 3:", "  wait 1 hour", "else:", "  wait 3 hours")]
    [InlineData("+3 h", "+3 h", "if customer.points > 3:", "  wait 1 hour", "  exit", "else:", "  wait 3 hours")]
    [InlineData("+0 to +2 h", "+0 to +2 h", "match entry.plan:", "  when \"free\":", "    wait 2 hours", "  when \"plus\":", "    do nothing")]
    [InlineData("+3 h", "+3 h", "in parallel:", "  branch a:", "    wait 1 hour", "  branch b:", "    wait 3 hours")]
    [InlineData("+4 h", "+4 h", "repeat at most 4 times:", "  wait 1 hour")]
    [InlineData("+3 h", "+3 h", "repeat at most 4 times, every 1 hour:", "  send email first")]
    [InlineData("+0 to +3 h", "+0 to +3 h", "repeat at most 4 times, every 1 hour, until customer.points > 3:", "  send email first")]
    [InlineData("+1 h to +4 h", "+1 h to +4 h", "repeat at most 4 times:", "  wait 1 hour", "  if customer.points > 3:", "    stop repeating")]
    [InlineData("+0 to +3 h", "+0 to +3 h", "for each tag in customer.tags, at most 3:", "  wait 1 hour")]
    [InlineData("+6 h", "+6 h", "repeat at most 2 times:", "  repeat at most 3 times:", "    wait 1 hour")]
    [InlineData("+0", "+0 to +1 d 12 h", "send email offer using policy night")]
    [InlineData("+0 to +4 h", "+0 to +4 h 30 min", "send first of:", "  push ping needs open within 4 hours", "  email first")]
    [InlineData("+0 to +1 d", "+0 to +2 d 15 min", "ask chat question up to 1 day:", "  on \"Fine\":", "    do nothing", "  on timeout:", "    do nothing")]
    [InlineData("+0", "+0 to +18 s", "call webhook coupon as code")]
    [InlineData("+0 to +2 d", "+0 to +2 d", "run journey waiter")]
    [InlineData("+0", "+0", "start journey waiter")]
    [InlineData("never", "never", "exit")]
    [InlineData("never", "never", "if customer.points > 3:", "  exit", "else:", "  exit")]
    public void Arrival_AfterLines_LiesBetweenItsBounds(string written, string held, params string[] lines)
    {
        var (paths, last) = Walk(lines);

        var at = paths.Arrivals.GetValueOrDefault(last);
        Assert.Equal(written, at is null ? "never" : new Elapsed(at.Since.Soonest, at.Since.Planned).ToString());
        Assert.Equal(held, at is null ? "never" : new Elapsed(at.Since.Least, at.Since.Most).ToString());
    }

    [Theory]
    [InlineData("any", "do nothing")]
    [InlineData("22:00", "wait until 22:00")]
    [InlineData("09:00 to 11:00", "wait until 09:00 to 11:00")]
    [InlineData("09:00", "wait until 09:00", "wait 2 days")]
    [InlineData("22:00 to 00:00", "wait until 22:00", "wait 1 hour")]
    [InlineData("22:00 to 00:00", "wait until 22:00", "wait up to 1 hour for event order_placed as order")]
    [InlineData("any", "wait until 22:00", "wait up to 2 days for event order_placed as order")]
    [InlineData("any", "wait until 22:00", "send first of:", "  push ping", "  email first")]
    public void DayTime_AfterLines_IsKnownWhileNothingBlursIt(string expected, params string[] lines)
    {
        var (paths, last) = Walk(lines);

        var time = paths.Arrivals[last].DayTime;
        Assert.Equal(expected, time is null ? "any" : time.Length == Duration.Zero ? ValueText.Time(time.From) : $"{ValueText.Time(time.From)} to {ValueText.Time(time.To)}");
    }

    private static (JourneyPaths Paths, string Last) Walk(string[] lines)
    {
        var compilation = Compiled.Text(Schema + "\n## Asked about.\njourney probe version 1:\n  enter on event signed_up\n  flow:\n" + string.Concat(lines.Append("send email last as last").Select(l => $"    {l}\n")));
        Assert.DoesNotContain(compilation.Diagnostics, d => d.Severity == Severity.Error && d.Code != "JRN0502");
        var journey = compilation.Workspace.Journey("probe")!;
        return (new WorkspacePaths(compilation.Workspace).Of(journey), journey.Steps.OfType<SendStep>().Single(s => s.Message.Template == "last").Id);
    }
}
