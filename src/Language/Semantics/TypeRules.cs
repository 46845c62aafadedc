using System.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>Which types go together, and how a type is called in a sentence.</summary>
internal static class TypeRules
{
    public static bool IsNumeric(this DataType type) => type is NumberType or PercentType or UnknownType;

    public static bool IsText(this DataType type) => type is TextType or ZoneType or UnknownType;

    /// <summary>True when `&lt;` makes sense between two of it.</summary>
    public static bool IsOrdered(this DataType type) =>
        type is NumberType or PercentType or MoneyType or DurationType or DateType or TimeType or MomentType or UnknownType;

    /// <summary>True when two values can be compared, put in one list or stand for each other.</summary>
    public static bool Agree(DataType left, DataType right) => (left, right) switch
    {
        (UnknownType, _) or (_, UnknownType) => true,
        (ListType l, ListType r) => Agree(l.Element, r.Element),
        (RecordType l, RecordType r) => l.Kind == RecordKind.Literal || r.Kind == RecordKind.Literal || (l.Kind == r.Kind && l.Name == r.Name),
        _ when left.IsNumeric() && right.IsNumeric() => true,
        _ when left.IsText() && right.IsText() => true,
        _ => left.GetType() == right.GetType(),
    };

    /// <summary>The type of a value that comes from one of two places.</summary>
    public static DataType Unify(DataType left, DataType right) => (left, right) switch
    {
        (UnknownType, _) => right,
        (_, UnknownType) => left,
        (ListType l, ListType r) => new ListType(Unify(l.Element, r.Element)),
        (RecordType { Kind: RecordKind.Literal }, RecordType) => right,
        (TextType l, TextType r) => Same(l, r) ? l : DataType.Text,
        (NumberType l, NumberType r) => l == r ? l : DataType.Number,
        (PercentType, PercentType) => left,
        _ when left.IsNumeric() && right.IsNumeric() => left is NumberType ? left : right,
        _ => left,
    };

    public static string Words(this DataType type) => type switch
    {
        TextType => "text",
        NumberType => "a number",
        BooleanType => "yes or no",
        MoneyType => "money",
        PercentType => "a percent",
        DurationType => "a duration",
        DateType => "a date",
        TimeType => "a time of day",
        MomentType => "a moment",
        ZoneType => "a time zone",
        ListType { Element: UnknownType } => "a list",
        ListType list => "a list of " + Plural(list.Element),
        RecordType record => Words(record),
        UnknownType => "something unknown",
        _ => throw new UnreachableException(),
    };

    private static string Words(RecordType record) => record.Kind switch
    {
        RecordKind.Event when record.Name == "entry" => "what started the run",
        RecordKind.Event => $"an event `{record.Name}`",
        RecordKind.Customer => "the customer",
        RecordKind.Input => "the input",
        RecordKind.Outcome => "an outcome",
        RecordKind.Literal => "a record",
        RecordKind.CatalogRow => $"a row of `{record.Name}`",
        _ => $"{(record.Name.Length > 0 && "aeiou".Contains(record.Name[0], StringComparison.Ordinal) ? "an" : "a")} `{record.Name}`",
    };

    private static string Plural(DataType element) => element switch
    {
        TextType => "texts",
        NumberType => "numbers",
        MoneyType => "money",
        DateType => "dates",
        DurationType => "durations",
        MomentType => "moments",
        RecordType record => $"`{record.Name}`",
        _ => Words(element),
    };

    private static bool Same(TextType left, TextType right) => left.OneOf.AsSpan().SequenceEqual(right.OneOf.AsSpan());
}
