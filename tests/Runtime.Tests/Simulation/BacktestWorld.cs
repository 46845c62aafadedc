using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Simulation;

/// <summary>A small shop with everything that depends on all its customers, and a made-up history for it.</summary>
internal static class BacktestWorld
{
    public static readonly Instant From = Instant.FromUtc(2024, 1, 1, 0, 0);

    /// <summary>Midnight in London, where the clocks went forward the night before.</summary>
    public static readonly Instant To = Instant.FromUtc(2024, 3, 31, 23, 0);

    private static readonly Lazy<Workspace> _workspace = new(() =>
    {
        var compilation = Compiled.Text(Text);
        Assert.False(compilation.HasErrors, Compiled.Shown(compilation, Language.Diagnostics.Severity.Error));
        return compilation.Workspace;
    });

    private const string Text = """
        workspace shop:
          language 1
          time zone "Europe/London"
          currency GBP
          default policy news

        purpose marketing

        customer:
          email text, optional
          time_zone zone, default "Europe/London"

        record cart_item:
          sku text
          name text

        event order_placed:
          items list of cart_item
          total money

        event page_viewed

        catalog product key sku:
          sku text
          name text

        model also_bought:
          takes basis list of cart_item
          history order_placed.items.sku in last 60 days
          gives list of product

        rfm buying:
          from order_placed
          value event.total
          over last 30 days
          scores 1 to 5

        segment champions:
          buying.recency >= 3
          buying.frequency >= 4
          buying.value >= 3

        segment gone_quiet:
          count of order_placed ever >= 1
          count of order_placed in last 14 days = 0

        policy news:
          purpose marketing
          quiet from 20:00 to 08:00
          during quiet hours wait
          at most 1 email per day
          at most 3 messages per 14 days
          when capped wait up to 1 day, then skip

        template email ideas for marketing:
          takes picks list of product
          subject "{join(picks.name, ', ')}"
          text "Have a look."

        template email thanks for marketing:
          subject "You are among our best"
          text "Thank you."

        template email missed for marketing:
          subject "We miss you"
          text "Come back."

        journey cross_sell version 1:
          enter on event order_placed
            where event.total >= 20 GBP
          enter again after 10 days
          goal next_order on event order_placed within 7 days
          exit on goal next_order

          flow:
            wait 1 day
            let picks = recommend(also_bought, basis: entry.items, limit: 2)
            if picks is empty:
              exit "nothing to suggest"
            send email ideas
              with picks = picks

        journey best version 1:
          enter on segment champions entered
          enter again after exit
          exit on segment champions left

          flow:
            wait until weekdays 09:00 to 17:00
            send email thanks
            wait 30 days

        journey quiet version 1:
          enter on segment gone_quiet entered
          enter again after 20 days
          exit on event order_placed

          flow:
            split half:
              arm told 50%:
                send email missed
              arm silent 50%:
                do nothing
            wait 10 days
            send email missed
        """;

    public static Workspace Workspace => _workspace.Value;

    /// <summary>Orders and visits of customers with different habits, the same each time.</summary>
    public static ImmutableArray<HistoryEvent> History(int customers)
    {
        var random = new Random(20240101);
        var events = ImmutableArray.CreateBuilder<HistoryEvent>();
        for (var customer = 0; customer < customers; customer++)
        {
            var pause = Duration.FromHours(random.Next(30, 700));
            for (var at = From - Duration.FromDays(20) + Duration.FromMinutes(random.Next(60 * 24 * 40)); at < To; at += (pause * random.NextDouble()) + Duration.FromMinutes(5))
            {
                var isOrder = random.Next(3) > 0;
                events.Add(new HistoryEvent(
                    customer.ToString(CultureInfo.InvariantCulture),
                    new CustomerEvent("test", $"e-{events.Count}", isOrder ? "order_placed" : "page_viewed", at, at, isOrder ? Order(random) : RecordValue.Empty)));
            }
        }

        return events.ToImmutable();
    }

    public static BacktestRequest Request(ImmutableArray<HistoryEvent> events) => new(Workspace, events, [], From, To) { AssumeReachable = true };

    private static RecordValue Order(Random random)
    {
        var items = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(20)).Distinct().Select(sku => (Value)RecordValue.Of(
            ("sku", new TextValue($"s{sku}")), ("name", new TextValue($"Thing {sku}"))));
        return RecordValue.Of(("items", new ListValue([.. items])), ("total", new MoneyValue(random.Next(5, 80), "GBP")));
    }
}
