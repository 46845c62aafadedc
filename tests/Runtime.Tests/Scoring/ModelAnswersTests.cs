using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Segments;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Scoring;

public sealed class ModelAnswersTests
{
    private const string Text = """
        workspace shop:
          language 1
          time zone "UTC"
          currency EUR

        record cart_item:
          sku text
          price money

        event order_placed:
          items list of cart_item
          total money

        catalog product key sku:
          sku text
          name text

        metric orders_30d = count of order_placed in last 30 days
        metric days_quiet = time since last order_placed

        rfm buying:
          from order_placed
          value event.total
          over last 30 days
          scores 1 to 5

        model churn_risk:
          takes weight number, optional
          uses orders_30d, days_quiet
          gives number from 0 to 1
          stale after 8 days

        model also_bought:
          takes basis list of cart_item
          history order_placed.items.sku in last 365 days
          gives list of product

        model trending:
          history order_placed.items.sku in last 365 days
          gives list of product

        """;

    private static readonly Instant Now = Instant.FromUtc(2025, 3, 10, 12, 0);
    private static readonly Workspace Workspace = Compiled.Program(Text);

    [Fact]
    public void Predict_OfALogisticScore_IsItsArithmetic()
    {
        var scope = Scope(new LogisticScore(-1, [new("orders_30d", 0.5, 0), new("days_quiet", 0.25, 0), new("weight", 1, 3)]), "churn_risk", Bought(4, "a"), Bought(2, "b"));

        Assert.Equal(new NumberValue((decimal)Math.Round(1 / (1 + Math.Exp(-(-1 + 0.5 * 2 + 0.25 * 2 + 3))), 9)), scope.Predict("churn_risk", RecordValue.Empty));
        Assert.Equal(new NumberValue(0.377540669m), scope.Predict("churn_risk", RecordValue.Of(("weight", new NumberValue(-1)))));
    }

    [Fact]
    public void Predict_OfAMissingMetric_TakesItsMean()
    {
        var scope = Scope(new LogisticScore(0, [new("days_quiet", 0.1, 10)]), "churn_risk");
        Assert.Equal(new NumberValue(0.731058579m), scope.Predict("churn_risk", RecordValue.Empty));
    }

    [Theory]
    [InlineData(8 * 24, true)]
    [InlineData(8 * 24 + 1, false)]
    public void Predict_OfAnOldVersion_IsMissing(int hoursOld, bool known)
    {
        var fact = new Fact<Score>("1", Instant.MinValue, Now - Duration.FromHours(hoursOld), new ConstantScore(new NumberValue(0.5m)));
        Assert.Equal(known, !Scope(fact, "churn_risk").Predict("churn_risk", RecordValue.Empty).IsMissing);
    }

    [Fact]
    public void Predict_OfAModelThatIsNotThere_IsMissing() =>
        Assert.True(Scope(new PopularItems([]), "trending").Predict("churn_risk", RecordValue.Empty).IsMissing);

    [Theory]
    [InlineData(null, "b c d")]
    [InlineData(2, "b c")]
    [InlineData(0, "")]
    public void Recommend_OfPopularItems_LeavesOutWhatWasBought(int? limit, string expected)
    {
        var scope = Scope(new PopularItems([Row("a"), Row("b"), Row("c"), Row("d")]), "trending", Bought(3, "a"));
        Assert.Equal(expected, Skus(scope.Recommend("trending", RecordValue.Empty, limit)));
    }

    [Theory]
    [InlineData("a", null, "d c e")]
    [InlineData("a", 1, "d")]
    [InlineData("a c", null, "d e")]
    [InlineData("", null, "c e")]
    [InlineData("nothing", null, "e")]
    public void Recommend_OfWhatWasBoughtTogether_SumsOverTheBasis(string basis, int? limit, string expected)
    {
        var neighbours = new Dictionary<string, ImmutableArray<(string, double)>>
        {
            ["a"] = [("d", 0.5), ("b", 0.9), ("c", 0.4)],
            ["c"] = [("d", 0.1), ("a", 0.4)],
            ["b"] = [("c", 0.7)],
        };
        var rows = new[] { "a", "b", "c", "d", "e" }.ToFrozenDictionary(s => s, Row, StringComparer.Ordinal);
        var score = new AlsoBought("sku", neighbours.ToFrozenDictionary(StringComparer.Ordinal), rows, [Row("b"), Row("e")]);
        var scope = Scope(score, "also_bought", Bought(3, "b"));

        var inputs = RecordValue.Of(("basis", new ListValue([.. basis.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Row)])));

        Assert.Equal(expected, Skus(scope.Recommend("also_bought", inputs, limit)));
    }

    [Fact]
    public void Recommend_OfAModelThatIsNotThere_IsEmpty() =>
        Assert.Empty(Scope(new PopularItems([]), "trending").Recommend("also_bought", RecordValue.Empty, null).Elements);

    [Theory]
    [InlineData(1, 3, 5, 4, 3)]
    [InlineData(5, 1, 3, 2, 1)]
    [InlineData(40, 1, null, null, null)]
    public void Rfm_OfOwnEvents_ScoresAgainstTheCuts(int daysAgo, int orders, int? recency, int? frequency, int? value)
    {
        var cuts = new RfmCuts([Duration.FromDays(1), Duration.FromDays(2), Duration.FromDays(5), Duration.FromDays(9)], [1, 2, 3, 9], [15, 30, 90, 200]);
        var facts = Facts.None with { Rfm = FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create("buying", new Fact<RfmCuts>("1", Now, Now, cuts))], StringComparer.Ordinal) };
        var scope = new CustomerScope(Workspace, facts, Customer([.. Enumerable.Repeat(Bought(daysAgo, "a"), orders)]), Now);

        Assert.Equal(
            [recency, frequency, value],
            new[] { RfmPart.Recency, RfmPart.Frequency, RfmPart.Value }.Select(part => scope.Rfm("buying", part) is NumberValue score ? (int?)score.Value : null));
    }

    private static CustomerScope Scope(Score score, string model, params (Instant, RecordValue)[] events) =>
        Scope(new Fact<Score>("1", Instant.MinValue, Now, score), model, events);

    private static CustomerScope Scope(Fact<Score> fact, string model, params (Instant, RecordValue)[] events) => new(
        Workspace,
        Facts.None with { Models = FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create(model, fact)], StringComparer.Ordinal) },
        Customer(events),
        Now);

    private static CustomerDocument Customer((Instant At, RecordValue Data)[] events) =>
        events.Aggregate(new CustomerDocument("c-1"), (customer, e) => Histories.Append(Workspace, customer, "order_placed", e.At, e.Data, e.At).Customer);

    private static (Instant, RecordValue) Bought(int daysAgo, string sku) =>
        (Now - Duration.FromDays(daysAgo), RecordValue.Of(("total", new MoneyValue(10, "EUR")), ("items", new ListValue([Row(sku)]))));

    private static RecordValue Row(string sku) => RecordValue.Of(("sku", new TextValue(sku)));

    private static string Skus(ListValue list) => string.Join(' ', list.Elements.Cast<RecordValue>().Select(r => ((TextValue)r["sku"]).Value));
}
