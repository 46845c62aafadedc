using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Ingress;

/// <summary>Values as JSON, the way declared fields are read: money with its currency, dates and lengths of time as in ISO 8601.</summary>
public static class ValueWriter
{
    private static readonly LocalTimePattern _timePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static void Write(Utf8JsonWriter json, Value value)
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
            case DurationValue duration:
                json.WriteStringValue(Length(duration.Value));
                break;
            case DateValue date:
                json.WriteStringValue(LocalDatePattern.Iso.Format(date.Value));
                break;
            case TimeValue time:
                json.WriteStringValue(_timePattern.Format(time.Value));
                break;
            case LocalMomentValue local:
                json.WriteStringValue(LocalDateTimePattern.ExtendedIso.Format(local.Value));
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

    /// <summary>To the second. Hours stay hours: a day is a step of the calendar, 24 hours are not.</summary>
    private static string Length(CalendarDuration duration)
    {
        var seconds = (long)duration.Exact.TotalSeconds;
        var period = new PeriodBuilder
        {
            Years = duration.Months / 12,
            Months = duration.Months % 12,
            Days = duration.Days,
            Hours = seconds / 3600,
            Minutes = seconds / 60 % 60,
            Seconds = seconds % 60,
        }.Build();
        return period == Period.Zero ? "PT0S" : PeriodPattern.Roundtrip.Format(period);
    }
}
