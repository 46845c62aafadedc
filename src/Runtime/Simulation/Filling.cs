using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>
/// What a test does not give: the declared default, nothing where a field is optional, else the smallest valid value.
/// </summary>
internal sealed class Filling(WorkspaceSettings settings)
{
    // No message may go to an address that nobody gave.
    private static readonly ImmutableArray<string> _addresses = ["email", "push_token"];

    public RecordValue Customer(RecordType type, RecordValue given) =>
        Fill(type.Fields.RemoveAll(field => field.Default is null && _addresses.Contains(field.Name) && given[field.Name].IsMissing), given);

    public RecordValue Fill(ImmutableArray<Field> fields, RecordValue given)
    {
        var filled = given;
        foreach (var field in fields)
        {
            var value = given[field.Name];
            value = value.IsMissing ? Missing(field) : Inside(field.Type, value);
            if (!value.IsMissing)
            {
                filled = filled.With(field.Name, value);
            }
        }

        return filled;
    }

    private Value Missing(Field field)
    {
        if (field.Default is { } value)
        {
            return value;
        }

        if (field.Type is ListType list)
        {
            return field.NotEmpty ? new ListValue([Smallest(field.Name, list.Element)]) : ListValue.Empty;
        }

        return field.Optional ? Value.Missing : Smallest(field.Name, field.Type);
    }

    /// <summary>A record that was given in part is filled too.</summary>
    private Value Inside(DataType type, Value value) => (type, value) switch
    {
        (RecordType record, RecordValue given) => Fill(record.Fields, given),
        (ListType list, ListValue given) => new ListValue([.. given.Elements.Select(element => Inside(list.Element, element))]),
        _ => value,
    };

    private Value Smallest(string name, DataType type) => type switch
    {
        TextType text => new TextValue(text.OneOf.IsDefaultOrEmpty ? name : text.OneOf[0]),
        NumberType number => new NumberValue(number.From ?? Math.Min(0, number.To ?? 0)),
        BooleanType => Value.False,
        MoneyType => new MoneyValue(0, settings.Currency),
        PercentType => new PercentValue(0),
        DurationType => new DurationValue(CalendarDuration.Zero),
        DateType => new DateValue(new LocalDate(2000, 1, 1)),
        TimeType => new TimeValue(LocalTime.Midnight),
        MomentType => new MomentValue(Instant.FromUtc(2000, 1, 1, 0, 0)),
        ZoneType => new TextValue(settings.Zone.Id),
        ListType => ListValue.Empty,
        RecordType record => Fill(record.Fields, RecordValue.Empty),
        _ => Value.Missing,
    };
}
