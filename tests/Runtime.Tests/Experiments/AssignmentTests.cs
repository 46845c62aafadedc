using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Experiments;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Tests.Experiments;

public sealed class AssignmentTests
{
    private const int Customers = 100_000;
    private static readonly Location _nowhere = new(new SourceText("test.journey", ""), new Span(0, 0));

    // Upper 0.1 % points of chi-square; the ids are fixed, so the figures are too.
    [Theory]
    [InlineData(2, 10.828)]
    [InlineData(4, 16.266)]
    [InlineData(10, 27.877)]
    public void ForExperiment_ManyCustomers_SharesAreEven(int count, double bound)
    {
        var arms = Arms(Enumerable.Repeat(1m / count, count));
        var seen = new int[count];
        for (var id = 0; id < Customers; id++)
        {
            seen[IndexOf(Assignment.ForExperiment("salt", "hello_style", arms, Id(id), null))]++;
        }

        var expected = (double)Customers / count;
        Assert.InRange(seen.Sum(n => (n - expected) * (n - expected) / expected), 0, bound);
    }

    [Theory]
    [InlineData(2, 10.828)]
    [InlineData(4, 27.877)]
    [InlineData(10, 126.083)]
    public void ForExperiment_TwoExperiments_AreIndependent(int count, double bound)
    {
        var arms = Arms(Enumerable.Repeat(1m / count, count));
        var seen = new int[count, count];
        for (var id = 0; id < Customers; id++)
        {
            var first = IndexOf(Assignment.ForExperiment("salt", "experiment_1", arms, Id(id), null));
            var second = IndexOf(Assignment.ForExperiment("salt", "experiment_2", arms, Id(id), null));
            seen[first, second]++;
        }

        var chiSquare = 0.0;
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < count; column++)
            {
                var rowTotal = Enumerable.Range(0, count).Sum(c => seen[row, c]);
                var columnTotal = Enumerable.Range(0, count).Sum(r => seen[r, column]);
                var expected = (double)rowTotal * columnTotal / Customers;
                chiSquare += (seen[row, column] - expected) * (seen[row, column] - expected) / expected;
            }
        }

        Assert.InRange(chiSquare, 0, bound);
    }

    [Fact]
    public void ForExperiment_UnevenShares_AreKept()
    {
        var arms = Arms([0.1m, 0.2m, 0.7m]);
        var seen = new int[3];
        for (var id = 0; id < Customers; id++)
        {
            seen[IndexOf(Assignment.ForExperiment("salt", "offer", arms, Id(id), null))]++;
        }

        Assert.InRange(seen[0], 9_700, 10_300);
        Assert.InRange(seen[1], 19_600, 20_400);
    }

    [Fact]
    public void ForExperiment_StoredArm_WinsOverTheHash()
    {
        var arms = Arms([0.5m, 0.5m]);
        for (var id = 0; id < 100; id++)
        {
            Assert.Equal("arm_1", Assignment.ForExperiment("salt", "offer", arms, Id(id), "arm_1").Arm.Name);
        }

        var hashed = Assignment.ForExperiment("salt", "offer", arms, "7", null);
        Assert.Equal(hashed, Assignment.ForExperiment("salt", "offer", arms, "7", "an arm of last year"));
    }

    [Theory]
    [InlineData("a", "b", "c", 0xDB0A8B920D42F074UL)]
    [InlineData("", "", "", 0x15EC7BF0B50732B4UL)]
    [InlineData("Ä", "7", "hello_style", 0xF082DB91A5C92586UL)]
    public void Hash_KnownParts_NeverChanges(string first, string second, string third, ulong expected) =>
        Assert.Equal(expected, Hashing.Hash(first, second, third));

    [Fact]
    public void Hash_PartsCutElsewhere_Differs() => Assert.NotEqual(Hashing.Hash("ab", "c"), Hashing.Hash("a", "bc"));

    [Fact]
    public void ForBandit_PublishedProbabilities_AreDrawnAnewForEachVisit()
    {
        var arms = Arms([0m, 0m, 0m]);
        var published = ImmutableSortedDictionary<string, decimal>.Empty.Add("arm_0", 0.05m).Add("arm_1", 0.95m);
        var seen = new int[3];
        for (var visit = 0; visit < 10_000; visit++)
        {
            var choice = Assignment.ForBandit("salt", "best_offer", arms, published, "7", "run-1", visit);
            seen[IndexOf(choice)]++;
            Assert.Equal(choice.Arm.Name == "arm_0" ? 0.05m : 0.95m, choice.Probability);
        }

        Assert.InRange(seen[0], 430, 570);
        Assert.Equal(0, seen[2]);
    }

    [Fact]
    public void ForBandit_NothingPublished_ArmsAreEqual()
    {
        var arms = Arms([0m, 0m, 0m, 0m]);

        Assert.All(Enumerable.Range(0, 50), visit => Assert.Equal(0.25m, Assignment.ForBandit("salt", "b", arms, null, "7", "run", visit).Probability));
    }

    [Fact]
    public void Find_ContextWithCuts_FallsBackToAnybody()
    {
        var low = ImmutableSortedDictionary<string, decimal>.Empty.Add("arm_0", 1m);
        var anybody = ImmutableSortedDictionary<string, decimal>.Empty.Add("arm_1", 1m);
        var published = new ArmProbabilities(
            new Dictionary<string, ImmutableSortedDictionary<string, decimal>> { ["vip|1"] = low, ["*"] = anybody }.ToFrozenDictionary(),
            [new ContextCuts(1, [0.2m, 0.8m])]);

        Assert.Same(low, ContextCell.Find(published, [new TextValue("vip"), new NumberValue(0.2m)]));
        Assert.Same(anybody, ContextCell.Find(published, [new TextValue("vip"), new NumberValue(0.9m)]));
        Assert.Same(anybody, ContextCell.Find(published, [Value.Missing, Value.Missing]));
    }

    private static ImmutableArray<Arm> Arms(IEnumerable<decimal> shares) => [.. shares.Select((share, i) => new Arm($"arm_{i}", share, null, false, _nowhere))];

    private static int IndexOf(Choice choice) => int.Parse(choice.Arm.Name[4..], CultureInfo.InvariantCulture);

    private static string Id(int id) => id.ToString(CultureInfo.InvariantCulture);
}
