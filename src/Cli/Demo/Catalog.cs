using System.Collections.Frozen;
using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Cli.Demo;

/// <summary>The outdoor shop's made-up catalog for simulated visitors.</summary>
internal static class Catalog
{
    public const string Currency = "EUR";

    private static readonly ImmutableArray<RecordValue> _rows =
    [
        Row("B-7", "Trail Boot", 120, "hiking"), Row("B-9", "Alpine Boot", 239, "climbing"), Row("S-1", "Wool Socks", 18, "hiking"),
        Row("S-2", "Liner Socks", 12, "hiking"), Row("J-4", "Rain Jacket", 149, "hiking"), Row("J-6", "Down Jacket", 219, "camping"),
        Row("P-2", "Day Pack 22", 79, "hiking"), Row("P-5", "Trek Pack 55", 189, "camping"), Row("T-1", "Two Person Tent", 329, "camping"),
        Row("T-3", "Bivy Bag", 99, "climbing"), Row("M-1", "Sleeping Mat", 69, "camping"), Row("L-2", "Head Lamp", 39, "climbing"),
        Row("R-1", "Rope 60 m", 159, "climbing"), Row("H-1", "Helmet", 65, "climbing"), Row("C-3", "Chalk Bag", 22, "climbing"),
        Row("W-1", "Water Bottle", 19, "hiking"), Row("W-2", "Water Filter", 45, "camping"), Row("K-1", "Camp Stove", 59, "camping"),
        Row("K-2", "Titanium Mug", 29, "camping"), Row("G-1", "Gaiters", 35, "hiking"), Row("G-2", "Gloves", 32, "climbing"),
        Row("N-1", "Trail Map", 14, "hiking"), Row("N-2", "Compass", 27, "hiking"), Row("N-3", "Poles", 89, "hiking"),
    ];

    public static CatalogRows All { get; } = new(_rows.ToFrozenDictionary(r => ((TextValue)r["sku"]).Value, StringComparer.Ordinal));

    /// <summary>Few products are looked at by many.</summary>
    public static RecordValue Pick(double draw) => _rows[(int)(draw * draw * _rows.Length)];

    private static RecordValue Row(string sku, string name, decimal price, string category) => RecordValue.Of(
        ("sku", new TextValue(sku)),
        ("name", new TextValue(name)),
        ("price", new MoneyValue(price, Currency)),
        ("category", new TextValue(category)),
        ("url", new TextValue($"https://aurora.example/p/{sku}")));
}
