using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Demo;

/// <summary>
/// A week of visitors that nobody recorded. Every figure is a draw from SHA-256 of the seed, the question and the visitor,
/// so a seed always gives the same week. Who has a past (orders, app visits) has it before the week, as history.
/// </summary>
internal sealed class Visitors(Workspace workspace, int seed)
{
    public const int Count = 1_500;

    private const string Source = "simulated";

    public static readonly Instant From = Instant.FromUtc(2026, 3, 2, 0, 0);

    /// <summary>The week has seven days; what it began is followed for three more weeks.</summary>
    public static readonly Instant To = From + Duration.FromDays(28);

    private readonly ImmutableArray<HistoryEvent>.Builder _events = ImmutableArray.CreateBuilder<HistoryEvent>();
    private int _number;

    public ImmutableArray<HistoryEvent> Events()
    {
        for (var i = 0; i < Count; i++)
        {
            var visitor = Key(i);
            Past(visitor);
            Browses(visitor);
            Buys(visitor);
            Joins(visitor);
        }

        return [.. _events.OrderBy(e => e.Event.At)];
    }

    public ImmutableArray<CustomerSeed> People() => [.. Enumerable.Range(0, Count).Select(Key).Select(Person)];

    private CustomerSeed Person(string visitor)
    {
        var person = InventedPeople.Person(visitor, workspace, From);
        var birthday = new LocalDate(1980, 1, 1).PlusDays((int)(Draw("birthday", visitor) * 365.25 * 20));
        string[] tiers = ["basic", "basic", "basic", "silver", "gold"];
        var attributes = person.Attributes
            .With("joined_on", new DateValue(new LocalDate(2025, 1, 1).PlusDays((int)(Draw("joined", visitor) * 400))))
            .With("tier", new TextValue(Pick("tier", visitor, tiers)));
        if (Draw("birthday known", visitor) < 0.6)
        {
            attributes = attributes.With("birthday", new DateValue(birthday));
        }

        if (Draw("interests", visitor) < 0.3)
        {
            attributes = attributes.With("interests", new ListValue([new TextValue(Pick("interest", visitor, "hiking", "climbing", "camping"))]));
        }

        return person with { Attributes = attributes, Since = From - Duration.FromDays(400) };
    }

    private void Past(string visitor)
    {
        if (Draw("app", visitor) < 0.4)
        {
            Happens(visitor, "app_opened", From - Duration.FromHours(24 * 23 + Draw("last app", visitor) * 24 * 14));
        }

        if (Draw("old orders", visitor) < 0.2)
        {
            var last = From - Duration.FromHours(24 * 92 + Draw("last order", visitor) * 24 * 60);
            for (var n = 0; n < 2 + (int)(Draw("how many", visitor) * 3); n++)
            {
                Order(visitor, last - Duration.FromDays(n * 31), $"old {n}");
            }
        }
    }

    private void Browses(string visitor)
    {
        if (Draw("browses", visitor) >= 0.6)
        {
            return;
        }

        var keen = Draw("keen", visitor) < 0.35;
        var favourite = Catalog.Pick(Draw("favourite", visitor));
        var at = InTheWeek("first visit", visitor);
        for (var n = 0; n < 2 + (int)(Draw("views", visitor) * 6); n++)
        {
            // A keen visitor glances twice at one product, then stays with it.
            var product = keen ? favourite : Catalog.Pick(Draw($"view {n}", visitor));
            var stay = keen ? (n < 2 ? 30 : 90) : 120 * Draw($"stay {n}", visitor);
            at += Duration.FromSeconds(20 + (long)(Draw($"pause {n}", visitor) * (keen ? 3_600 : 30_000)));
            Happens(
                visitor, "product_viewed", at,
                ("sku", product["sku"]), ("category", product["category"]), ("seconds_on_page", new NumberValue(decimal.Floor((decimal)stay))));
        }
    }

    private void Buys(string visitor)
    {
        if (Draw("cart", visitor) >= 0.35)
        {
            return;
        }

        var at = InTheWeek("cart at", visitor);
        var items = Items("cart items", visitor);
        var cart = new TextValue($"cart-{visitor}");
        Happens(visitor, "cart_updated", at, ("cart_id", cart), ("items", items), ("total", Total(items)));
        if (Draw("buys", visitor) < 0.4)
        {
            var ordered = at + Duration.FromMinutes(5 + (long)(Math.Pow(Draw("decides", visitor), 3) * 2_800));
            Order(visitor, ordered, "new", items, cart);
        }
    }

    private void Joins(string visitor)
    {
        if (Draw("signs up", visitor) < 0.16)
        {
            var at = InTheWeek("signs up at", visitor);
            Happens(visitor, "signed_up", at, ("plan", new TextValue(Pick("plan", visitor, "free", "plus"))));
            if (Draw("first route", visitor) < 0.4)
            {
                Happens(visitor, "route_saved", at + Duration.FromHours(2 + Draw("route after", visitor) * 90));
            }
        }

        if (Draw("newsletter", visitor) < 0.2)
        {
            var at = InTheWeek("newsletter at", visitor);
            Happens(visitor, "newsletter_joined", at, ("source", new TextValue("website")));
            if (Draw("leaves it", visitor) < 0.05)
            {
                Happens(visitor, "newsletter_left", at + Duration.FromDays(4));
            }
        }

        if (Draw("complains", visitor) < 0.02)
        {
            Happens(visitor, "complaint_opened", InTheWeek("complaint at", visitor), ("severity", new TextValue(Pick("severity", visitor, "low", "high"))));
        }
    }

    private void Order(string visitor, Instant at, string which, ListValue? bought = null, TextValue? cart = null)
    {
        var items = bought ?? Items($"items {which}", visitor);
        var id = new TextValue($"{visitor}-{which.Replace(' ', '-')}");
        Happens(visitor, "order_placed", at, ("order_id", id), ("cart_id", cart ?? Value.Missing), ("items", items), ("total", Total(items)));
        Happens(visitor, "order_delivered", at + Duration.FromHours(40 + Draw($"delivery {which}", visitor) * 60), ("order_id", id));
    }

    private ListValue Items(string which, string visitor) => new(
    [
        .. Enumerable.Range(0, 1 + (int)(Draw($"{which} size", visitor) * 3)).Select(n =>
        {
            var product = Catalog.Pick(Draw($"{which} {n}", visitor));
            return RecordValue.Of(("sku", product["sku"]), ("name", product["name"]), ("price", product["price"]), ("quantity", new NumberValue(1)));
        }),
    ]);

    private static MoneyValue Total(ListValue items) =>
        new(items.Elements.Sum(i => ((MoneyValue)((RecordValue)i)["price"]).Amount), Catalog.Currency);

    private void Happens(string visitor, string type, Instant at, params (string Name, Value Value)[] data)
    {
        // An event is as long ago as it says: what would lie after the week does not happen.
        if (at < To)
        {
            var fields = RecordValue.Of(data.Where(d => !d.Value.IsMissing));
            _events.Add(new HistoryEvent(visitor, new CustomerEvent(Source, $"sim-{_number++}", type, at, at, fields)));
        }
    }

    /// <summary>Daytime and evening, a little more at the weekend.</summary>
    private Instant InTheWeek(string what, string visitor)
    {
        var day = (int)(Math.Pow(Draw($"{what} day", visitor), 0.9) * 7);
        var hour = 7 + Draw($"{what} hour", visitor) * 15;
        return From + Duration.FromDays(day) + Duration.FromSeconds((long)(hour * 3_600));
    }

    private double Draw(string what, string visitor) => InventedPeople.Draw($"{seed} {what}", visitor);

    private string Pick(string what, string visitor, params string[] choices) => choices[(int)(Draw(what, visitor) * choices.Length)];

    private static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"v{number + 1:0000}");
}
