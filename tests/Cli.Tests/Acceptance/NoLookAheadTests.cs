using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Tests.Acceptance;

/// <summary>Nothing before an instant depends on anything after it: scores, quantiles, baskets and popularity included.</summary>
public sealed class NoLookAheadTests(ShopYear year) : IClassFixture<ShopYear>
{
    public static TheoryData<string> Instants =>
    [
        "2009-12-03T00:00:00Z", "2009-12-17T11:23:00Z", "2010-01-04T09:00:00Z", "2010-01-31T23:59:59Z", "2010-02-15T08:00:00Z",
        "2010-03-28T01:30:00Z", "2010-05-05T14:05:31Z", "2010-07-01T00:00:01Z", "2010-09-13T08:30:00Z", "2010-11-30T17:45:00Z",
    ];

    [Theory]
    [MemberData(nameof(Instants))]
    public void HistoryCutAtAnInstant_GivesTheSameMessagesAndExitsBefore(string cut)
    {
        var at = InstantPattern.General.Parse(cut).Value;
        var known = year.Replay(at);

        Assert.NotEmpty(Before(year.Whole, at));
        Assert.Equal(Before(year.Whole, at), Before(known, at));
    }

    [Fact]
    public void SameHistoryTwice_GivesTheSameResult()
    {
        var end = Instant.FromUtc(2010, 3, 1, 0, 0);

        Assert.Equal(Before(year.Replay(end), end), Before(year.Replay(end), end));
    }

    /// <summary>What was decided before an instant, a line each. Goals and counts of a run may still grow after its exit.</summary>
    private static List<string> Before(BacktestResult result, Instant at) =>
    [
        .. result.Messages.Where(m => m.At < at).Select(m => m.ToString()),
        .. result.Runs.Where(r => r.EndedAt < at).Select(r => $"{r.Run} {r.Version} {r.EnteredAt} {r.EndedAt} {r.Exit} {r.Messages}"),
    ];
}
