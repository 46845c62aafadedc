using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Domains;
using Personalization.Journeys.Language.Tests.Evaluation;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Domains;

/// <summary>A proof is never wrong: of random segments and random customers, nobody is where nobody can be, and nobody is missing where everybody is.</summary>
public sealed class ProofsHoldTests
{
    private const int Segments = 1500;
    private const int Customers = 150;

    private static readonly string[] _windows = ["in last 7 days", "in last 30 days", "in last 90 days", "between 60 days ago and 30 days ago", "between 90 days ago and 7 days ago", "ever"];
    private static readonly string[] _filters = ["", "", " where (event.country = \"DE\")", " where (event.country = \"FR\")"];
    private static readonly string[] _comparisons = ["<", "<=", ">", ">=", "=", "!="];

    [Fact]
    public void Proof_OfARandomSegment_HoldsForRandomCustomers()
    {
        var random = new Random(20250310);
        var workspace = Compile(random);
        var domains = new ConditionDomains(workspace, []);
        var customers = Enumerable.Range(0, Customers).Select(_ => Someone(random)).ToList();
        var (empty, full, wrong) = (0, 0, new List<string>());
        foreach (var segment in workspace.Segments)
        {
            var nobody = domains.Of(segment.Conditions, Truths.Yes).IsImpossible;
            var everybody = domains.Of(segment.Conditions, Truths.NotYes).IsImpossible;
            empty += nobody ? 1 : 0;
            full += everybody ? 1 : 0;
            if (!nobody && !everybody)
            {
                continue;
            }

            if (customers.Exists(c => ConditionEvaluator.Check(segment.Conditions, c).Yes != everybody))
            {
                wrong.Add($"{(nobody ? "nobody" : "everybody")}: {string.Join(" | ", segment.Conditions.OfType<LeafCondition>().Select(c => c.Text))}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(empty > Segments / 20 && full > 0, $"{empty} empty, {full} full");
    }

    private static Workspace Compile(Random random)
    {
        var text = """
            workspace shop:
              language 1
              time zone "Europe/Berlin"
              currency EUR

            customer:
              age number, optional
              tier one of ["basic", "silver", "gold"], default "basic"

            event order_placed:
              total money
              country text


            """ + string.Concat(Enumerable.Range(0, Segments).Select(i => $"segment s{i}:\n" + string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"  {Line(random, 2)}\n"))));
        return Compiled.Text(text).Workspace;
    }

    private static string Line(Random random, int depth) => (depth > 0 ? random.Next(12) : 6 + random.Next(6)) switch
    {
        0 => $"({Line(random, depth - 1)}) or ({Line(random, depth - 1)})",
        1 => $"({Line(random, depth - 1)}) and ({Line(random, depth - 1)})",
        2 => $"not ({Line(random, depth - 1)})",
        3 => $"count of order_placed{Pick(random, _filters)} {Pick(random, _windows)} {Pick(random, _comparisons)} {random.Next(1, 5)}",
        4 => $"sum of order_placed.total{Pick(random, _filters)} {Pick(random, _windows)} {Pick(random, _comparisons)} {random.Next(10, 60)} EUR",
        5 => $"max of order_placed.total {Pick(random, _windows)} {Pick(random, _comparisons)} {random.Next(10, 60)} EUR",
        6 => $"customer.age{Pick(random, ["", " default 3"])} {Pick(random, _comparisons)} {random.Next(1, 6)}",
        7 => $"customer.tier {Pick(random, ["=", "!="])} {Pick(random, ["\"basic\"", "\"silver\"", "\"gold\""])}",
        8 => $"customer.age is {Pick(random, ["known", "missing"])}",
        9 => $"time since last order_placed{Pick(random, _filters)} {Pick(random, _comparisons.AsSpan(0, 4))} {random.Next(1, 100)} days",
        10 => $"count of order_placed{Pick(random, _filters)} {Pick(random, _windows)} {Pick(random, _comparisons)} {random.Next(1, 4)}",
        _ => $"sum of order_placed.total {Pick(random, _windows)} is {Pick(random, ["known", "missing"])}",
    };

    private static FakeScope Someone(Random random)
    {
        var fields = new List<(string, Value)> { ("tier", new TextValue(Pick(random, ["basic", "silver", "gold"]))) };
        if (random.Next(3) > 0)
        {
            fields.Add(("age", new NumberValue(random.Next(0, 7))));
        }

        var orders = Enumerable.Range(0, random.Next(0, 7)).Select(_ => (
            random.Next(1, 100 * 24) + 0.5,
            RecordValue.Of(("total", new MoneyValue(random.Next(5, 40), "EUR")), ("country", new TextValue(Pick(random, ["DE", "FR", "UK"]))))));
        return new FakeScope { Customer = RecordValue.Of(fields) }.With("order_placed", [.. orders]);
    }

    private static string Pick(Random random, ReadOnlySpan<string> from) => from[random.Next(from.Length)];
}
