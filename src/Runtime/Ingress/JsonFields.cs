using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Personalization.Journeys.Runtime.Ingress;

/// <summary>What answers in JSON are made of.</summary>
public static class JsonFields
{
    /// <summary>A list of objects.</summary>
    public static void WriteList<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> fields)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            fields(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>In UTC, as RFC 3339.</summary>
    public static void WriteMoment(this Utf8JsonWriter json, string name, Instant? at) =>
        json.WriteString(name, at is { } instant ? InstantPattern.ExtendedIso.Format(instant) : null);
}
