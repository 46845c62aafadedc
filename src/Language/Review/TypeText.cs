using System.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>Types and fields as the schema writes them.</summary>
internal static class TypeText
{
    public static string Of(Field field) =>
        $"{field.Name} {Of(field.Type)}"
        + (field.Optional ? ", optional" : "")
        + (field.Personal ? ", personal" : "")
        + (field.IsKey ? ", key" : "")
        + (field.NotEmpty ? ", not empty" : "")
        + (field.Default is null ? "" : $", default {ValueText.Of(field.Default)}")
        + (field.Deprecated ? ", deprecated" : "");

    public static string Of(DataType type) => type switch
    {
        TextType { OneOf.IsEmpty: true } => "text",
        TextType text => "one of [" + string.Join(", ", text.OneOf.Select(t => ValueText.Of(new TextValue(t)))) + "]",
        NumberType { From: null, To: null } => "number",
        NumberType number => "number"
            + (number.From is { } from ? $" from {ValueText.Number(from)}" : "")
            + (number.To is { } to ? $" to {ValueText.Number(to)}" : ""),
        BooleanType => "boolean",
        MoneyType => "money",
        PercentType => "percent",
        DurationType => "duration",
        DateType => "date",
        TimeType => "time",
        MomentType => "moment",
        ZoneType => "zone",
        ListType list => $"list of {Of(list.Element)}",
        RecordType record => record.Name,
        UnknownType => "unknown",
        _ => throw new UnreachableException(),
    };
}
