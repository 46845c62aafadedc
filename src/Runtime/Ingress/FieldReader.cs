using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Ingress;

/// <summary>Fits JSON to declared fields. Every field that is wrong gets a sentence; one wrong field hides no other.</summary>
/// <param name="currency">Of the workspace: the only one there is.</param>
/// <param name="prefix">Where the fields stand, as named to the sender: `data.`, or nothing.</param>
public sealed class FieldReader(string currency, string prefix = "")
{
    private static readonly LocalTimePattern _timePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private readonly List<FieldProblem> _missing = [];
    private readonly List<FieldProblem> _wrong = [];

    public IReadOnlyList<FieldProblem> Missing => _missing;

    public IReadOnlyList<FieldProblem> Wrong => _wrong;

    /// <summary>Fields of an object that may each be left out, and are cleared by null; defaults are not filled in.</summary>
    public RecordValue Changes(JsonElement json, ImmutableArray<Field> fields, params ReadOnlySpan<string> reserved)
    {
        RefuseUndeclared(json, fields, "", reserved);
        var values = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (!json.TryGetProperty(field.Name, out var given))
            {
                continue;
            }

            var value = given.ValueKind == JsonValueKind.Null ? Language.Program.Value.Missing : Value(given, field.Type, field.Name);
            if (given.ValueKind == JsonValueKind.Null && !field.Optional)
            {
                _wrong.Add(new FieldProblem(prefix + field.Name, $"`{field.Name}` is not optional and can not be cleared"));
            }

            RefuseEmpty(field, value, field.Name);
            values[field.Name] = value;
        }

        return new RecordValue(values.ToImmutable());
    }

    /// <summary>The fields of an object; names listed as reserved may stand beside the declared ones.</summary>
    public RecordValue Record(JsonElement json, ImmutableArray<Field> fields, string path, params ReadOnlySpan<string> reserved)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Refuse(path, "must be an object", json);
            return RecordValue.Empty;
        }

        var values = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);
        RefuseUndeclared(json, fields, path, reserved);
        foreach (var field in fields)
        {
            var given = json.TryGetProperty(field.Name, out var element) && element.ValueKind != JsonValueKind.Null;
            var value = given ? Value(element, field.Type, At(path, field.Name)) : field.Default ?? Language.Program.Value.Missing;
            if (!given && value.IsMissing && field.Type is ListType && !field.NotEmpty)
            {
                value = ListValue.Empty;
            }

            if (!given && value.IsMissing && !field.Optional)
            {
                _missing.Add(new FieldProblem(prefix + At(path, field.Name), $"`{At(path, field.Name)}` is missing"));
            }

            RefuseEmpty(field, value, At(path, field.Name));
            if (!value.IsMissing)
            {
                values[field.Name] = value;
            }
        }

        return new RecordValue(values.ToImmutable());
    }

    private Value Value(JsonElement json, DataType type, string path) => type switch
    {
        TextType text => Text(json, text, path),
        NumberType number => Number(json, number, path),
        BooleanType when json.ValueKind is JsonValueKind.True or JsonValueKind.False => Language.Program.Value.Of(json.GetBoolean()),
        BooleanType => Refuse(path, "must be true or false", json),
        MoneyType => Money(json, path),
        PercentType when json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var fraction) => new PercentValue(fraction),
        PercentType => Refuse(path, "must be a number, 0.1 for 10 %", json),
        DurationType => Parsed(json, PeriodPattern.NormalizingIso, p => new DurationValue(Duration(p)), path, "must be a duration like \"PT30M\" or \"P2D\""),
        DateType => Parsed(json, LocalDatePattern.Iso, d => new DateValue(d), path, "must be a date like \"2010-12-24\""),
        TimeType => Parsed(json, _timePattern, t => new TimeValue(t), path, "must be a time like \"09:00\""),
        MomentType when json.ValueKind == JsonValueKind.String && MomentText.Read(json.GetString()!) is { } moment => new MomentValue(moment),
        MomentType => Refuse(path, "must be a moment like \"2010-12-24T09:00:00Z\"", json),
        ZoneType => Zone(json, path),
        ListType list => List(json, list, path),
        RecordType record => Record(json, record.Fields, path),
        _ => Refuse(path, "has a type that can not be read", json),
    };

    private Value Text(JsonElement json, TextType type, string path)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return Refuse(path, "must be text", json);
        }

        var text = json.GetString()!;
        return type.OneOf.IsEmpty || type.OneOf.Contains(text, StringComparer.Ordinal)
            ? new TextValue(text)
            : Refuse(path, $"must be one of {string.Join(", ", type.OneOf)}", json);
    }

    private Value Number(JsonElement json, NumberType type, string path)
    {
        if (json.ValueKind != JsonValueKind.Number || !json.TryGetDecimal(out var number))
        {
            return Refuse(path, "must be a number", json);
        }

        if (number < type.From)
        {
            return Refuse(path, string.Create(CultureInfo.InvariantCulture, $"must be {type.From} or more"), json);
        }

        return number > type.To
            ? Refuse(path, string.Create(CultureInfo.InvariantCulture, $"must be {type.To} or less"), json)
            : new NumberValue(number);
    }

    private Value Money(JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var bare))
        {
            return new MoneyValue(bare, currency);
        }

        if (json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty("amount", out var amount) && amount.ValueKind == JsonValueKind.Number && amount.TryGetDecimal(out var value)
            && json.TryGetProperty("currency", out var code) && code.ValueKind == JsonValueKind.String && json.EnumerateObject().Count() == 2)
        {
            return code.GetString() == currency ? new MoneyValue(value, currency) : Refuse(path, $"must be in {currency}", json);
        }

        return Refuse(path, $"must be a number or {{\"amount\": 30, \"currency\": \"{currency}\"}}", json);
    }

    private Value Zone(JsonElement json, string path) =>
        json.ValueKind == JsonValueKind.String && DateTimeZoneProviders.Tzdb.GetZoneOrNull(json.GetString()!) is not null
            ? new TextValue(json.GetString()!)
            : Refuse(path, "must be a time zone like \"Europe/London\"", json);

    private Value List(JsonElement json, ListType type, string path)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return Refuse(path, "must be a list", json);
        }

        var elements = ImmutableArray.CreateBuilder<Value>(json.GetArrayLength());
        foreach (var element in json.EnumerateArray())
        {
            elements.Add(Value(element, type.Element, $"{path}[{elements.Count}]"));
        }

        return new ListValue(elements.ToImmutable());
    }

    private Value Parsed<T>(JsonElement json, IPattern<T> pattern, Func<T, Value> value, string path, string must)
    {
        if (json.ValueKind == JsonValueKind.String && pattern.Parse(json.GetString()!) is { Success: true } parsed)
        {
            return value(parsed.Value);
        }

        return Refuse(path, must, json);
    }

    private static CalendarDuration Duration(Period period) => new(
        period.Years * 12 + period.Months,
        period.Weeks * 7 + period.Days,
        NodaTime.Duration.FromHours(period.Hours) + NodaTime.Duration.FromMinutes(period.Minutes) + NodaTime.Duration.FromSeconds(period.Seconds));

    private MissingValue Refuse(string path, string must, JsonElement json)
    {
        var got = json.GetRawText();
        _wrong.Add(new FieldProblem((prefix + path).TrimEnd('.'), $"`{(path.Length == 0 ? prefix.TrimEnd('.') : path)}` {must}, got {(got.Length > 40 ? string.Concat(got.AsSpan(0, 40), "…") : got)}"));
        return (MissingValue)Language.Program.Value.Missing;
    }

    private void RefuseEmpty(Field field, Value value, string path)
    {
        if (field.NotEmpty && value is ListValue { Elements.IsEmpty: true } or TextValue { Value: "" })
        {
            _wrong.Add(new FieldProblem(prefix + path, $"`{path}` must not be empty"));
        }
    }

    private void RefuseUndeclared(JsonElement json, ImmutableArray<Field> fields, string path, ReadOnlySpan<string> reserved)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (!fields.Any(f => f.Name == property.Name) && !reserved.Contains(property.Name))
            {
                var near = Closest.To(property.Name, fields.Select(f => f.Name));
                var meant = near is null ? "" : $", did you mean `{near}`?";
                _wrong.Add(new FieldProblem(prefix + At(path, property.Name), $"`{At(path, property.Name)}` is not declared{meant}"));
            }
        }
    }

    private static string At(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
