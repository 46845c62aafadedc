using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>How far a census has come, and what the facts were that it replaced.</summary>
/// <param name="After">Everybody up to this key has been told; null when nobody has.</param>
/// <param name="Models">The replaced versions of counted models, by name.</param>
internal sealed record CensusCursor(
    Instant At, string? After, ImmutableSortedDictionary<string, Fact<RfmCuts>> Rfm, ImmutableSortedDictionary<string, string> Models)
{
    private static readonly StoredFormat _format = new("census");

    public static CensusCursor Of(Instant at, NewFacts facts) => new(
        at,
        null,
        Chosen(facts.Population.Rfms.Select(r => r.Name), facts.Before.Rfm, fact => fact),
        Chosen(facts.Population.Models, facts.Before.Models, fact => fact.Version));

    public static CensusCursor Decode(ReadOnlySpan<byte> bytes) => _format.Decode(bytes, Read);

    public byte[] Encode() => _format.Encode(this, Write);

    /// <summary>The facts as they were, as far as it matters to whom they move.</summary>
    public Facts Before(Facts after)
    {
        var rfm = after.Rfm.Where(r => r.Value.ValidFrom != At).Concat(Rfm).ToFrozenDictionary(r => r.Key, r => r.Value, StringComparer.Ordinal);
        return after with { Rfm = rfm };
    }

    private static ImmutableSortedDictionary<string, TTo> Chosen<TFrom, TTo>(IEnumerable<string> names, FrozenDictionary<string, TFrom> facts, Func<TFrom, TTo> choose) =>
        names.Where(facts.ContainsKey).ToImmutableSortedDictionary(name => name, name => choose(facts[name]), StringComparer.Ordinal);

    private static void Write(Utf8JsonWriter json, CensusCursor cursor)
    {
        json.At(cursor.At);
        json.WriteStringValue(cursor.After);
        json.WriteStartObject();
        foreach (var (name, fact) in cursor.Rfm)
        {
            json.WriteStartArray(name);
            json.WriteStringValue(fact.Version);
            json.At(fact.ValidFrom);
            FactsCodec.Write(json, fact.Content);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteStartObject();
        foreach (var (name, version) in cursor.Models)
        {
            json.WriteString(name, version);
        }

        json.WriteEndObject();
    }

    private static CensusCursor Read(ref JsonIn json) =>
        new(json.At(), json.OptionalText(), json.Map(ReadFact), json.Map(ReadVersion));

    private static Fact<RfmCuts> ReadFact(ref JsonIn json)
    {
        json.OpenList();
        var version = json.Text();
        var at = json.At();
        var fact = new Fact<RfmCuts>(version, at, at, FactsCodec.ReadCuts(ref json));
        json.CloseList();
        return fact;
    }

    private static string ReadVersion(ref JsonIn json) => json.Text();
}
