using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Evaluation;

/// <summary>Expressions as an author writes them, compiled in a small workspace and asked of one customer.</summary>
internal static class Written
{
    private const string Schema = """
        workspace shop:
          language 1
          time zone "Europe/Berlin"
          currency EUR

        purpose marketing

        customer:
          first_name text, optional, personal
          email text, optional
          age number, optional
          tier one of ["basic", "gold"], default "basic"
          joined_on date
          birthday date, optional
          interests list of text
          spent money, optional
          member_since moment, optional
          wakes_at time, optional
          is_vip boolean, optional

        record cart_item:
          sku text
          name text
          price money
          quantity number from 1 to 100_000

        event order_placed:
          order_id text, key
          items list of cart_item
          total money
          country text, optional

        event order_cancelled:
          order_id text, key

        event app_opened

        metric orders_30d = count of order_placed in last 30 days

        segment employees:
          customer.email ends with "@shop.example"

        """;

    /// <summary>How an expression's value prints for the customer of <see cref="Someone"/>; `missing` when there is none.</summary>
    public static string Value(string expression) => Print(Evaluator.Evaluate(Expression(expression), Someone()));

    public static Expression Expression(string expression) =>
        Compiled.Program(Schema + $"metric probe = {expression}\n").Metrics.Single(m => m.Name == "probe").Value;

    public static ImmutableArray<Condition> Conditions(params string[] lines) =>
        Compiled.Program(Schema + "segment probe:\n" + string.Concat(lines.Select(l => $"  {l}\n"))).Segments.Single(s => s.Name == "probe").Conditions;

    public static string Print(Value value) => value.IsMissing ? "missing" : PrintedValue.Of(value, DateTimeZoneProviders.Tzdb["Europe/Berlin"]);

    /// <summary>
    /// Noon of Monday 10 March 2025 in Berlin. Orders 1 h (30 EUR), 1 d (20 EUR), 2 d (50 EUR, from France), 40 d
    /// (200 EUR) and 100 d (10 EUR) ago; a cancellation 12 h ago; a name and interests, but no age and no money spent.
    /// </summary>
    public static FakeScope Someone() => new FakeScope
    {
        Customer = RecordValue.Of(
            ("first_name", new TextValue("Ada")),
            ("email", new TextValue("ada@SHOP.example")),
            ("tier", new TextValue("gold")),
            ("joined_on", new DateValue(new(2024, 2, 29))),
            ("birthday", new DateValue(new(1990, 3, 10))),
            ("interests", new ListValue([new TextValue("hiking"), new TextValue("skiing")])),
            ("member_since", new MomentValue(FakeScope.Noon - Duration.FromDays(3))),
            ("wakes_at", new TimeValue(new(7, 30)))),
        Segments = ["employees"],
    }
        .With("order_placed", (1, Order(30, "boot", "sock")), (24, Order(20, "sock")), (48, Order(50, "France", "boot", "coat")), (960, Order(200, "tent")), (2400, Order(10, "sock")))
        .With("order_cancelled", (12, RecordValue.Of(("order_id", new TextValue("o-9")))));

    private static RecordValue Order(decimal total, params string[] skus)
    {
        var country = skus.FirstOrDefault(s => char.IsUpper(s[0]));
        var order = RecordValue.Of(
            ("total", new MoneyValue(total, "EUR")),
            ("items", new ListValue([.. skus.Where(s => s != country).Select(s => RecordValue.Of(
                ("sku", new TextValue(s)), ("name", new TextValue("A " + s)), ("price", new MoneyValue(10, "EUR")), ("quantity", new NumberValue(1))))])));
        return country is null ? order : order.With("country", new TextValue(country));
    }
}
