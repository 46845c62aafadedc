using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>Population facts as bytes, for reference rows. Bytes that are none are a <see cref="FormatException"/>.</summary>
public static class FactsCodec
{
    private static readonly StoredFormat _cuts = new("rfm");
    private static readonly StoredFormat _score = new("model");

    public static byte[] Encode(RfmCuts cuts) => _cuts.Encode(cuts, Write);

    public static byte[] Encode(Score score) => _score.Encode(score, Scores.Write);

    public static RfmCuts DecodeCuts(ReadOnlySpan<byte> bytes) => _cuts.Decode(bytes, ReadCuts);

    public static Score DecodeScore(ReadOnlySpan<byte> bytes) => _score.Decode(bytes, Scores.Read);

    internal static void Write(Utf8JsonWriter json, RfmCuts cuts)
    {
        json.List(cuts.Recency, (j, length) => j.Length(length));
        json.List(cuts.Frequency, (j, figure) => j.WriteNumberValue(figure));
        json.List(cuts.Value, (j, figure) => j.WriteNumberValue(figure));
    }

    internal static RfmCuts ReadCuts(ref JsonIn json) => new(json.List(Length), json.List(Figure), json.List(Figure));

    private static Duration Length(ref JsonIn json) => json.Length();

    private static decimal Figure(ref JsonIn json) => json.Decimal();
}
