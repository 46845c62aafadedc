using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Tests.Scoring;

public sealed class BasketCountsTests
{
    private static readonly Instant Start = Instant.FromUtc(2010, 9, 1, 9, 0);

    [Fact]
    public void Together_OfOrders_WeighsByCosine()
    {
        var counts = Counted("a b", "a b c", "a", "c d");

        var a = counts.Together(Start + Duration.FromDays(4)).Neighbours["a"];

        Assert.Equal([("b", Math.Round(2 / Math.Sqrt(3 * 2), 9)), ("c", Math.Round(1 / Math.Sqrt(3 * 2), 9))], a.AsEnumerable());
    }

    [Fact]
    public void Together_OfEqualWeights_GoesByKey()
    {
        var neighbours = Counted("a z y x b").Together(Start).Neighbours["a"];
        Assert.Equal(["b", "x", "y", "z"], neighbours.Select(n => n.Item));
    }

    [Fact]
    public void Together_OfLargeBaskets_IsBounded()
    {
        var counts = Counted(string.Join(' ', Enumerable.Range(100, 300)));

        var model = counts.Together(Start);

        Assert.Equal(BasketCounts.BasketLimit, model.Neighbours.Count);
        Assert.All(model.Neighbours.Values, n => Assert.Equal(BasketCounts.NeighbourLimit, n.Length));
    }

    [Fact]
    public void Popular_AfterItsTime_ForgetsOldOrders()
    {
        var counts = Counted("a", "a", "b", "b", "b");

        Assert.Equal(["b", "a"], Keys(counts.Popular(Start + Duration.FromDays(5))));
        Assert.Equal(["b"], Keys(counts.Popular(Start + Duration.FromDays(12))));
        Assert.Empty(counts.Popular(Start + Duration.FromDays(99)).Ranked);
    }

    // One order a day, items by key.
    private static BasketCounts Counted(params string[] orders)
    {
        var counts = new BasketCounts("sku", Duration.FromDays(10));
        foreach (var (order, day) in orders.Select((o, i) => (o, i)))
        {
            counts.Add(Start + Duration.FromDays(day), new([.. order.Split(' ').Select(k => RecordValue.Of(("sku", new TextValue(k))))]));
        }

        return counts;
    }

    private static IEnumerable<string> Keys(PopularItems popular) => popular.Ranked.Select(r => ((TextValue)r["sku"]).Value);
}
