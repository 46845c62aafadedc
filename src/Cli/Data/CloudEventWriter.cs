using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;
using Personalization.Journeys.Language.Program;
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
            Write(json, recorded.Data);
            json.WriteEndObject();
            json.Flush();
            stream.WriteByte((byte)'\n');
        }
    }

    private static void Write(Utf8JsonWriter json, Value value)
    {
        switch (value)
        {
            case TextValue text:
                json.WriteStringValue(text.Value);
                break;
            case NumberValue number:
                json.WriteNumberValue(number.Value);
                break;
            case PercentValue percent:
                json.WriteNumberValue(percent.Fraction);
                break;
            case BooleanValue truth:
                json.WriteBooleanValue(truth.Value);
                break;
            case MoneyValue money:
                json.WriteStartObject();
                json.WriteNumber("amount", money.Amount);
                json.WriteString("currency", money.Currency);
                json.WriteEndObject();
                break;
            case DateValue date:
                json.WriteStringValue(LocalDatePattern.Iso.Format(date.Value));
                break;
            case TimeValue time:
                json.WriteStringValue(time.Value.ToString("HH:mm", null));
                break;
            case MomentValue moment:
                json.WriteStringValue(InstantPattern.ExtendedIso.Format(moment.Value));
                break;
            case ListValue list:
                json.WriteStartArray();
                foreach (var element in list.Elements)
                {
                    Write(json, element);
                }

                json.WriteEndArray();
                break;
            case RecordValue record:
                json.WriteStartObject();
                foreach (var (name, field) in record.Fields)
                {
                    json.WritePropertyName(name);
                    Write(json, field);
                }

                json.WriteEndObject();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
