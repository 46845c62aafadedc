using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Demo;

/// <summary>
/// The gift shop's invoice lines as events. One invoice is one event at its earliest line: `order_placed`, or
/// `order_cancelled` when its number starts with C. Lines without customer, price or quantity are rejects; of a
/// cancellation every line with a customer counts, and its total is the value taken back, never below zero.
/// </summary>
internal sealed record RetailOrders(
    ImmutableArray<HistoryEvent> Events, int Rows, int Lines, int CancellationLines, int NoCustomer, int NoPrice, int NoQuantity, int Customers)
{
    private const string Source = "online-retail";
    private const string Currency = "GBP";

    public int Orders => Events.Count(e => e.Event.Type == "order_placed");

    public int Cancellations => Events.Length - Orders;

    /// <summary>Customers who placed at least one order; some only cancelled.</summary>
    public int Buyers => Events.Where(e => e.Event.Type == "order_placed").Select(e => e.Customer).Distinct(StringComparer.Ordinal).Count();

    public static string ShippedFile => Path.Combine(AppContext.BaseDirectory, "Demo", "online_retail_II_2009-2010.csv.gz");

    public static RetailOrders ReadShipped(Action<int>? progress = null)
    {
        using var file = File.OpenRead(ShippedFile);
        using var csv = new GZipStream(file, CompressionMode.Decompress);
        return Read(csv, progress);
    }

    public static RetailOrders Read(Stream stream, Action<int>? progress = null)
    {
        using var csv = CsvReader.Create(stream, CsvReaderOptions.Default with { PoolStrings = true }, leaveOpen: true);
        var items = new SharedItems();
        var invoices = new Dictionary<string, Invoice>(StringComparer.Ordinal);
        int rows = 0, lines = 0, cancellations = 0, noCustomer = 0, noPrice = 0, noQuantity = 0;

        while (csv.Read())
        {
            rows++;
            if (rows % 10_000 == 0)
            {
                progress?.Invoke(rows);
            }

            var number = csv.GetString(0);
            var customer = WithoutFraction(csv.GetString(6).Trim());
            if (customer.Length == 0)
            {
                noCustomer++;
                continue;
            }

            var quantity = csv.Parse<int>(3);
            var price = csv.Parse<decimal>(5);
            var cancelled = number.StartsWith('C');
            if (!cancelled && price <= 0)
            {
                noPrice++;
                continue;
            }

            if (!cancelled && quantity <= 0)
            {
                noQuantity++;
                continue;
            }

            if (!invoices.TryGetValue(number, out var invoice))
            {
                invoices.Add(number, invoice = new Invoice(number, customer, csv.GetString(7), cancelled));
            }

            invoice.Add(Moment(csv.GetString(4)), quantity, price, cancelled ? null : items.Item(csv.GetString(1), csv.GetString(2).Trim(), price, quantity));
            lines += cancelled ? 0 : 1;
            cancellations += cancelled ? 1 : 0;
        }

        var events = invoices.Values
            .OrderBy(i => i.At)
            .ThenBy(i => i.Number, StringComparer.Ordinal)
            .Select(i => new HistoryEvent(i.Customer, i.ToEvent()))
            .ToImmutableArray();
        var customers = events.Select(e => e.Customer).Distinct(StringComparer.Ordinal).Count();
        return new RetailOrders(events, rows, lines, cancellations, noCustomer, noPrice, noQuantity, customers);
    }

    /// <summary>Other editions of the same data write the customer as `13085.0`.</summary>
    private static string WithoutFraction(string number) => number.EndsWith(".0", StringComparison.Ordinal) ? number[..^2] : number;

    private static Instant Moment(string text)
    {
        static int Digits(ReadOnlySpan<char> part) => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture);
        return Instant.FromUtc(
            Digits(text.AsSpan(0, 4)), Digits(text.AsSpan(5, 2)), Digits(text.AsSpan(8, 2)),
            Digits(text.AsSpan(11, 2)), Digits(text.AsSpan(14, 2)), Digits(text.AsSpan(17, 2)));
    }

    private sealed class Invoice(string number, string customer, string country, bool cancelled)
    {
        private readonly ImmutableArray<Value>.Builder _items = ImmutableArray.CreateBuilder<Value>();
        private decimal _value;

        public string Number => number;

        public string Customer => customer;

        public Instant At { get; private set; } = Instant.MaxValue;

        public void Add(Instant at, int quantity, decimal price, Value? item)
        {
            At = Instant.Min(At, at);
            _value += quantity * price;
            if (item is not null)
            {
                _items.Add(item);
            }
        }

        public CustomerEvent ToEvent()
        {
            var total = new MoneyValue(decimal.Round(cancelled ? Math.Max(0, -_value) : _value, 2, MidpointRounding.AwayFromZero), Currency);
            var data = cancelled
                ? RecordValue.Of(("order_id", new TextValue(number)), ("total", total))
                : RecordValue.Of(
                    ("order_id", new TextValue(number)),
                    ("items", new ListValue(_items.ToImmutable())),
                    ("total", total),
                    ("country", new TextValue(country)));
            return new CustomerEvent(Source, $"order-{number}", cancelled ? "order_cancelled" : "order_placed", At, At, data);
        }
    }

    /// <summary>The same line is bought again and again; it is kept once.</summary>
    private sealed class SharedItems
    {
        private readonly Dictionary<(string, string, decimal, int), RecordValue> _items = [];
        private readonly Dictionary<string, TextValue> _texts = new(StringComparer.Ordinal);

        public RecordValue Item(string sku, string name, decimal price, int quantity)
        {
            var key = (sku, name, price, quantity);
            if (!_items.TryGetValue(key, out var item))
            {
                item = RecordValue.Of(
                    ("sku", Text(sku)), ("name", Text(name)), ("price", new MoneyValue(price, Currency)), ("quantity", new NumberValue(quantity)));
                _items.Add(key, item);
            }

            return item;
        }

        private TextValue Text(string text)
        {
            if (!_texts.TryGetValue(text, out var value))
            {
                _texts.Add(text, value = new TextValue(text));
            }

            return value;
        }
    }
}
