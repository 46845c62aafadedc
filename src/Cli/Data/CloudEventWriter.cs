using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Data;

/// <summary>Events as CloudEvents JSON Lines, the way <see cref="CloudEventReader"/> reads them.</summary>
internal static class CloudEventWriter
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream stream, IEnumerable<HistoryEvent> events)
    {
        using var json = new Utf8JsonWriter(stream, _options);
        foreach (var (customer, recorded) in events)
        {
            json.Reset();
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("source", recorded.Source);
            json.WriteString("id", recorded.Id);
            json.WriteString("type", recorded.Type);
            json.WriteString("time", InstantPattern.ExtendedIso.Format(recorded.At));
            json.WriteString("subject", customer);
            json.WritePropertyName("data");
            ValueWriter.Write(json, recorded.Data);
            json.WriteEndObject();
            json.Flush();
            stream.WriteByte((byte)'\n');
        }
    }
}
