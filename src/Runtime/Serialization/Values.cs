using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Sending;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>
/// Values as JSON that looks like them. What JSON has no form for is an object of one property that begins with `$`; a
/// field of a record that begins so is written with one more.
/// </summary>
internal static class Values
{
    private const char Mark = '$';

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
            case BooleanValue truth:
                json.WriteBooleanValue(truth.Value);
                break;
            case MissingValue:
                json.WriteNullValue();
                break;
            case RecordValue record:
                Write(json, record);
                break;
            case ListValue list:
                Write(json, list.Elements);
                break;
            default:
                json.WriteStartObject();
                WriteMarked(json, value);
                json.WriteEndObject();
                break;
        }
    }

    public static void Write(Utf8JsonWriter json, RecordValue record)
    {
        json.WriteStartObject();
        var flags = IsOutcome(record) ? OutcomeRecord.Nothing.Fields : null;
        if (flags is not null)
        {
            json.WriteStartArray("$outcome"u8);
            foreach (var flag in flags.Keys)
            {
                if (record[flag].IsYes)
                {
                    json.WriteStringValue(flag);
                }
            }

            json.WriteEndArray();
        }

        foreach (var (name, value) in record.Fields)
        {
            if (flags?.ContainsKey(name) == true)
            {
                continue;
            }

            json.WritePropertyName(name.StartsWith(Mark) ? Mark + name : name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    public static void WriteOptional(Utf8JsonWriter json, RecordValue? record)
    {
        if (record is null)
        {
            json.WriteNullValue();
        }
        else
        {
            Write(json, record);
        }
    }

    public static RecordValue? ReadOptional(ref JsonIn json) => json.HasNull() ? null : ReadRecord(ref json);

    public static void Write(Utf8JsonWriter json, ImmutableArray<Value> list)
    {
        json.WriteStartArray();
        foreach (var element in list)
        {
            Write(json, element);
        }

        json.WriteEndArray();
    }

    public static Value Read(ref JsonIn json)
    {
        switch (json.Token)
        {
            case JsonTokenType.String:
                return new TextValue(json.Text());
            case JsonTokenType.Number:
                return new NumberValue(json.Decimal());
            case JsonTokenType.True or JsonTokenType.False:
                return Value.Of(json.Flag());
            case JsonTokenType.Null:
                json.HasNull();
                return Value.Missing;
            case JsonTokenType.StartArray:
                return json.List(Read) is { IsEmpty: false } elements ? new ListValue(elements) : ListValue.Empty;
            default:
                json.OpenObject();
                var value = ReadMarked(ref json) ?? ReadFields(ref json);
                json.CloseObject();
                return value;
        }
    }

    public static RecordValue ReadRecord(ref JsonIn json)
    {
        json.OpenObject();
        var record = ReadFields(ref json);
        json.CloseObject();
        return record;
    }

    private static RecordValue ReadFields(ref JsonIn json)
    {
        if (json.IsAtEnd)
        {
            return RecordValue.Empty;
        }

        var fields = (json.Has("$outcome"u8) ? ReadFlags(ref json) : RecordValue.Empty.Fields).ToBuilder();
        while (!json.IsAtEnd)
        {
            var name = json.Name();
            if (name.StartsWith(Mark))
            {
                name = name.Length > 1 && name[1] == Mark ? name[1..] : throw json.Unexpected();
            }

            fields[name] = Read(ref json);
        }

        return new RecordValue(fields.ToImmutable());
    }

    /// <summary>What the name of a send holds is mostly flags that are no: only those that are yes are written.</summary>
    private static bool IsOutcome(RecordValue record)
    {
        if (record.Fields.Count < OutcomeRecord.Nothing.Fields.Count)
        {
            return false;
        }

        foreach (var flag in OutcomeRecord.Nothing.Fields.Keys)
        {
            if (record[flag] is not BooleanValue)
            {
                return false;
            }
        }

        return true;
    }

    private static ImmutableSortedDictionary<string, Value> ReadFlags(ref JsonIn json)
    {
        var fields = OutcomeRecord.Nothing.Fields;
        json.OpenList();
        while (!json.IsAtEnd)
        {
            fields = fields.SetItem(json.Word(), Value.True);
        }

        json.CloseList();
        return fields;
    }

    private static void WriteMarked(Utf8JsonWriter json, Value value)
    {
        switch (value)
        {
            case MomentValue moment:
                json.WritePropertyName("$at"u8);
                json.At(moment.Value);
                break;
            case MoneyValue { Currency: [>= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z'] } money:
                json.WriteNumber([(byte)Mark, (byte)money.Currency[0], (byte)money.Currency[1], (byte)money.Currency[2]], money.Amount);
                break;
            case MoneyValue money:
                json.WriteStartArray("$money"u8);
                json.WriteNumberValue(money.Amount);
                json.WriteStringValue(money.Currency);
                json.WriteEndArray();
                break;
            case PercentValue percent:
                json.WriteNumber("$share"u8, percent.Fraction);
                break;
            case DateValue date:
                json.WriteNumber("$date"u8, Digits(date.Value));
                break;
            case TimeValue time:
                json.WritePropertyName("$time"u8);
                json.Length(Duration.FromNanoseconds(time.Value.NanosecondOfDay));
                break;
            case LocalMomentValue local:
                json.WritePropertyName("$local"u8);
                Write(json, local.Value);
                break;
            case DurationValue duration:
                json.WriteStartArray("$length"u8);
                json.WriteNumberValue(duration.Value.Months);
                json.WriteNumberValue(duration.Value.Days);
                json.Length(duration.Value.Exact);
                json.WriteEndArray();
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static Value? ReadMarked(ref JsonIn json)
    {
        if (json.Has("$at"u8))
        {
            return new MomentValue(json.At());
        }

        if (json.HasCurrency() is { } currency)
        {
            return new MoneyValue(json.Decimal(), currency);
        }

        if (json.Has("$money"u8))
        {
            json.OpenList();
            var money = new MoneyValue(json.Decimal(), json.Word());
            json.CloseList();
            return money;
        }

        if (json.Has("$share"u8))
        {
            return new PercentValue(json.Decimal());
        }

        if (json.Has("$date"u8))
        {
            return new DateValue(Date(json.Integer()));
        }

        if (json.Has("$time"u8))
        {
            return new TimeValue(Time(json.Length()));
        }

        if (json.Has("$local"u8))
        {
            return new LocalMomentValue(ReadLocal(ref json));
        }

        if (json.Has("$length"u8))
        {
            json.OpenList();
            var duration = new DurationValue(new CalendarDuration(json.Integer(), json.Integer(), json.Length()));
            json.CloseList();
            return duration;
        }

        return null;
    }

    public static void Write(Utf8JsonWriter json, LocalDateTime local)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Digits(local.Date));
        json.Length(Duration.FromNanoseconds(local.NanosecondOfDay));
        json.WriteEndArray();
    }

    public static LocalDateTime ReadLocal(ref JsonIn json)
    {
        json.OpenList();
        var local = Date(json.Integer()) + Time(json.Length());
        json.CloseList();
        return local;
    }

    /// <summary>3 March 2025 is 20250303.</summary>
    private static int Digits(LocalDate date) => (date.Year * 10_000) + (date.Month * 100) + date.Day;

    private static LocalDate Date(int digits)
    {
        var year = (int)Math.Floor(digits / 10_000.0);
        var inYear = digits - (year * 10_000);
        return new LocalDate(year, inYear / 100, inYear % 100);
    }

    private static LocalTime Time(Duration sinceMidnight) => LocalTime.FromNanosecondsSinceMidnight(sinceMidnight.ToInt64Nanoseconds());
}
