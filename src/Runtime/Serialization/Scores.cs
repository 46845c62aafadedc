using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>Models as JSON; what a model of neighbours says of each pair of items stands in one text of bytes.</summary>
internal static class Scores
{
    private const int PairBytes = sizeof(int) + sizeof(double);

    public static void Write(Utf8JsonWriter json, Score score)
    {
        switch (score)
        {
            case ConstantScore constant:
                json.WriteStringValue("constant"u8);
                Values.Write(json, constant.Value);
                break;
            case LogisticScore logistic:
                json.WriteStringValue("logistic"u8);
                json.WriteNumberValue(logistic.Intercept);
                json.List(logistic.Weights, Write);
                break;
            case PopularItems popular:
                json.WriteStringValue("popular"u8);
                json.List(popular.Ranked, Values.Write);
                break;
            case AlsoBought bought:
                json.WriteStringValue("together"u8);
                Write(json, bought);
                break;
            default:
                throw new UnreachableException();
        }
    }

    public static Score Read(ref JsonIn json) => json.Word() switch
    {
        "constant" => new ConstantScore(Values.Read(ref json)),
        "logistic" => new LogisticScore(json.Double(), json.List(ReadWeight)),
        "popular" => new PopularItems(json.List(Values.ReadRecord)),
        "together" => ReadTogether(ref json),
        _ => throw json.Unexpected(),
    };

    private static void Write(Utf8JsonWriter json, Weight weight)
    {
        json.WriteStringValue(weight.Metric);
        json.WriteNumberValue(weight.Value);
        json.WriteNumberValue(weight.Mean);
    }

    private static Weight ReadWeight(ref JsonIn json) => new(json.Word(), json.Double(), json.Double());

    private static void Write(Utf8JsonWriter json, AlsoBought bought)
    {
        var items = bought.Rows.Keys.Order(StringComparer.Ordinal).ToArray();
        var places = new Dictionary<string, int>(items.Length, StringComparer.Ordinal);
        json.WriteStringValue(bought.ItemKey);
        json.WriteStartObject();
        foreach (var item in items)
        {
            places.Add(item, places.Count);
            json.WritePropertyName(item);
            Values.Write(json, bought.Rows[item]);
        }

        json.WriteEndObject();
        json.List(bought.Popular, Values.Write);
        json.WriteBase64StringValue(Pairs(bought, items, places));
    }

    private static AlsoBought ReadTogether(ref JsonIn json)
    {
        var key = json.Word();
        var items = new List<string>();
        var rows = new Dictionary<string, RecordValue>(StringComparer.Ordinal);
        json.OpenObject();
        while (!json.IsAtEnd)
        {
            var item = json.Name();
            items.Add(item);
            rows.Add(item, Values.ReadRecord(ref json));
        }

        json.CloseObject();
        var popular = json.List(Values.ReadRecord);
        return new AlsoBought(key, Neighbours(ref json, items), rows.ToFrozenDictionary(StringComparer.Ordinal), popular);
    }

    /// <summary>For each item in order the number of its neighbours, and of each its place in the order and its weight.</summary>
    private static byte[] Pairs(AlsoBought bought, string[] items, Dictionary<string, int> places)
    {
        var bytes = new byte[(items.Length * sizeof(int)) + (bought.Neighbours.Values.Sum(n => n.Length) * PairBytes)];
        var rest = bytes.AsSpan();
        foreach (var item in items)
        {
            var neighbours = bought.Neighbours.GetValueOrDefault(item, []);
            BinaryPrimitives.WriteInt32LittleEndian(rest, neighbours.Length);
            rest = rest[sizeof(int)..];
            foreach (var (other, weight) in neighbours)
            {
                BinaryPrimitives.WriteInt32LittleEndian(rest, places[other]);
                BinaryPrimitives.WriteDoubleLittleEndian(rest[sizeof(int)..], weight);
                rest = rest[PairBytes..];
            }
        }

        return bytes;
    }

    private static FrozenDictionary<string, ImmutableArray<(string Item, double Weight)>> Neighbours(ref JsonIn json, List<string> items)
    {
        ReadOnlySpan<byte> rest = json.Bytes();
        var all = new Dictionary<string, ImmutableArray<(string Item, double Weight)>>(items.Count, StringComparer.Ordinal);
        foreach (var item in items)
        {
            var neighbours = new (string Item, double Weight)[BinaryPrimitives.ReadInt32LittleEndian(rest)];
            rest = rest[sizeof(int)..];
            for (var i = 0; i < neighbours.Length; i++)
            {
                neighbours[i] = (items[BinaryPrimitives.ReadInt32LittleEndian(rest)], BinaryPrimitives.ReadDoubleLittleEndian(rest[sizeof(int)..]));
                rest = rest[PairBytes..];
            }

            all.Add(item, [.. neighbours]);
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
