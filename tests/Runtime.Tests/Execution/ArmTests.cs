using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Tests.Execution;

public sealed class ArmTests
{
    private const string Split = """
        split style:
          arm a 50%:
            send email mail
          arm b 50%:
            send email mail_two
        """;

    private const string Bandit = """
        bandit best using thompson sampling:
          reward event bought within 7 days worth event.total
          context customer.tier
          explore at least 10%
          arm a:
            send email mail
          arm b:
            send email mail_two
        """;

    [Theory]
    [InlineData("a", "mail")]
    [InlineData("b", "mail_two")]
    public void Split_ForcedArm_IsTakenAndNamedOnTheMessage(string arm, string template)
    {
        var walk = Started(Split);
        walk.Facts = walk.Facts with { ForcedArms = Forced("style", arm) };
        walk.Run();

        Assert.Equal(template, walk.Messages.Single().Template);
        Assert.Equal($"style:{arm}", walk.Messages.Single().Arm);
        Assert.Equal(arm, walk.Customer.Arms["style"]);
    }

    [Fact]
    public void Split_StoredArm_WinsOverTheHash()
    {
        foreach (var arm in new[] { "a", "b" })
        {
            var walk = Started(Split);
            walk.Customer = walk.Customer with { Arms = walk.Customer.Arms.SetItem("style", arm) };
            walk.Run();

            Assert.Equal(arm, walk.Journal.OfType<ArmAssigned>().Single().Arm);
        }
    }

    [Fact]
    public void Bandit_NothingPublished_ArmsAreEqual()
    {
        var walk = Started(Bandit).Run();

        Assert.Equal(0.5m, walk.Journal.OfType<ArmAssigned>().Single().Probability);
        Assert.Empty(walk.Customer.Arms);
    }

    [Theory]
    [InlineData("gold", "b")]
    [InlineData("basic", "a")]
    public void Bandit_PublishedProbabilities_AreThoseOfTheCell(string tier, string arm)
    {
        var cells = new Dictionary<string, ImmutableSortedDictionary<string, decimal>>
        {
            ["gold"] = Cell(0, 1),
            ["*"] = Cell(1, 0),
        };
        var fact = new Fact<ArmProbabilities>("1", Instant.MinValue, Instant.MinValue, new ArmProbabilities(cells.ToFrozenDictionary(), []));
        var walk = Started(Bandit).With("tier", tier);
        walk.Facts = walk.Facts with { Bandits = FrozenDictionary.ToFrozenDictionary(new Dictionary<string, Fact<ArmProbabilities>> { ["best"] = fact }) };
        walk.Run();

        var assigned = walk.Journal.OfType<ArmAssigned>().Single();
        Assert.Equal((arm, 1m), (assigned.Arm, assigned.Probability));
    }

    private static ImmutableSortedDictionary<string, decimal> Cell(decimal a, decimal b) =>
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("a", a), KeyValuePair.Create("b", b)]);

    private static FrozenDictionary<string, string> Forced(string experiment, string arm) =>
        FrozenDictionary.ToFrozenDictionary(new Dictionary<string, string> { [experiment] = arm });

    private static Walk Started(string flow) => Written.Walk(Written.Flow(flow)).Event("2025-03-03 18:00", "began", Written.Id("x"));
}
