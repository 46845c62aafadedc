using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Personalization.Journeys.Language;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>
/// The shop that the engine is measured with: an order sends a receipt at once, and whoever bought waits for weeks in
/// another journey. Customers are one made by real decisions, under other keys.
/// </summary>
internal sealed class EngineShop
{
    private static readonly Duration _firstWait = Duration.FromHours(2);

    private const string Text = """
        workspace bench:
          language 1
          time zone "Europe/London"
          currency GBP
          default policy service

        purpose marketing
        purpose service, no consent needed

        customer:
          first_name text, optional
          email text, optional
          time_zone zone, default "Europe/London"

        event order_placed:
          order_id text, key
          total money
          items list of text

        policy service:
          purpose service

        policy marketing:
          purpose marketing
          at most 1 email per day

        template email receipt for service:
          takes order_id text
          takes total money
          subject "Your order {order_id}"
          text "Hello {customer.first_name default 'there'}, you paid {total}."

        template email care for marketing:
          subject "How is it?"
          text "Hello {customer.first_name default 'there'}."

        segment buyers:
          count of order_placed in last 90 days >= 1

        segment regulars:
          sum of order_placed.total in last 90 days >= 100 GBP

        journey receipt version 1:
          enter on event order_placed
            keyed by event.order_id
          flow:
            send email receipt
              with order_id = entry.order_id
              with total = entry.total

        journey after_care version 1:
          enter on event order_placed
          enter again after exit
          policy marketing
          flow:
            wait 2 hours
            if in segment regulars:
              wait 6 days
            else:
              wait 7 days
            send email care
        """;

    private readonly CustomerDocument _waiting;
    private readonly CustomerDocument _due;

    private EngineShop(Workspace workspace, Instant now)
    {
        Workspace = workspace;
        Releases = new ReleaseSet(workspace, []);
        _due = new CustomerDocument("c");
        foreach (var input in Beginning(now - _firstWait))
        {
            _due = Engine.Decide(Releases.Release, Facts.None, _due, input, now - _firstWait).Customer;
        }

        _waiting = Engine.Decide(Releases.Release, Facts.None, _due, new Due(), now).Customer;
    }

    public Workspace Workspace { get; }

    public ReleaseSet Releases { get; }

    public static EngineShop At(Instant now)
    {
        var compiled = JourneyCompiler.Compile(new WorkspaceFiles([new SourceText("bench.journey", Text)], []));
        return compiled.HasErrors
            ? throw new InvalidOperationException(compiled.Diagnostics.First(d => d.Severity == Severity.Error).Message)
            : new EngineShop(compiled.Workspace, now);
    }

    /// <summary>Keys in no order, as those of a real shop.</summary>
    public static string Key(int customer) =>
        string.Create(CultureInfo.InvariantCulture, $"{(uint)customer * 2_654_435_761u:x8}{customer % 1_000:000}");

    /// <summary>A customer who waits for days.</summary>
    public DocumentWrite Waiting(int customer) => Written(_waiting, Key(customer));

    /// <summary>A customer whose wait is just over.</summary>
    public DocumentWrite Due(int customer) => Written(_due, Key(customer));

    public static string OrderId(long number) => string.Create(CultureInfo.InvariantCulture, $"o-{number}");

    /// <summary>Of which order a message is the receipt.</summary>
    public static string OrderOf(OutboxRow row) => ((TextValue)OutboxCodec.DecodeMessage(row.Body.Span).Values["order_id"]).Value;

    public static CustomerEvent Order(long number, Instant at) => new(
        "bench", number.ToString(CultureInfo.InvariantCulture), "order_placed", at, at, RecordValue.Of(
            ("order_id", new TextValue(OrderId(number))),
            ("total", new MoneyValue(12.5m + (number % 90), "GBP")),
            ("items", new ListValue([new TextValue("White hanging heart T-light holder"), new TextValue("Cream cupid hearts coat hanger")]))));

    private static IEnumerable<Input> Beginning(Instant at)
    {
        yield return new Attributes(RecordValue.Of(("first_name", new TextValue("Zoe")), ("email", new TextValue("customer.c@example.com"))));
        yield return new ConsentChanged(Channel.Email, "marketing", true, at, "checkout");
        yield return new ConsentChanged(Channel.Web, "marketing", true, at, "checkout");
        for (var order = 1; order <= 3; order++)
        {
            yield return new Events([Order(-order, at) with { IsHistory = order < 3 }]);
        }
    }

    private DocumentWrite Written(CustomerDocument template, string key)
    {
        var customer = template with
        {
            Id = key,
            Attributes = template.Attributes.With("email", new TextValue($"customer.{key}@example.com")),
            Version = 1,
            Runs = [.. template.Runs.Select(r => r with { Id = key + r.Id[template.Id.Length..] })],
            EndedRuns = [.. template.EndedRuns.Select(r => r with { Id = key + r.Id[template.Id.Length..] })],
            Messages = [.. template.Messages.Select(m => m with { Run = key + m.Run[template.Id.Length..] })],
        };
        var row = new DocumentRow(key, Slot.Of(Workspace.Settings.Name, key), 1, customer.DueAt, DocumentCodec.Encode(customer));
        return new DocumentWrite(row, 0);
    }
}
