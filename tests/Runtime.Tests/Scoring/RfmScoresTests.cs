using NodaTime;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Tests.Scoring;

public sealed class RfmScoresTests
{
    [Theory]
    [InlineData("1 2 3 4 5 6 7 8 9 10", 5, "3 5 7 9")]
    [InlineData("1 1 1 1 1 1 1 1 2 9", 5, "1 1 1 2")]
    [InlineData("7", 3, "7 7")]
    [InlineData("", 5, "")]
    public void Compute_OfFigures_CutsByRank(string figures, int scores, string cuts)
    {
        var raws = Numbers(figures).Select(f => new RfmRaw(Duration.FromDays((double)f), f, f * 10));

        var computed = RfmScores.Compute(raws, scores);

        Assert.Equal(Numbers(cuts), computed.Frequency);
        Assert.Equal(Numbers(cuts).Select(c => c * 10), computed.Value);
    }

    [Fact]
    public void Compute_OfRecencies_CountsTheNewestBest()
    {
        var raws = Enumerable.Range(1, 10).Select(d => new RfmRaw(Duration.FromDays(d), 1, 1));

        Assert.Equal([2, 4, 6, 8], RfmScores.Compute(raws, 5).Recency.Select(c => c.Days));
    }

    private static IEnumerable<decimal> Numbers(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => decimal.Parse(n, System.Globalization.CultureInfo.InvariantCulture));
}
