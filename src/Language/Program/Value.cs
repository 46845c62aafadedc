using System.Collections.Immutable;
using NodaTime;

namespace Personalization.Journeys.Language.Program;

/// <summary>
/// A value of the language at run time. There is no null: what is not known is <see cref="Missing"/>, and a
/// comparison with it is missing too (Kleene's third truth value).
/// </summary>
public abstract record Value
{
    public static readonly Value Missing = new MissingValue();
    public static readonly Value True = new BooleanValue(true);
    public static readonly Value False = new BooleanValue(false);

    public bool IsMissing => this is MissingValue;

    /// <summary>At a decision unknown counts as no.</summary>
    public bool IsYes => this is BooleanValue { Value: true };

    public static Value Of(bool value) => value ? True : False;
}

public sealed record MissingValue : Value;

public sealed record TextValue(string Value) : Value;

public sealed record NumberValue(decimal Value) : Value;

/// <summary>A share: a number everywhere (10% is 0.1), but printed as `10%`.</summary>
public sealed record PercentValue(decimal Fraction) : Value;

public sealed record BooleanValue(bool Value) : Value;

public sealed record MoneyValue(decimal Amount, string Currency) : Value;

public sealed record DurationValue(CalendarDuration Value) : Value;

public sealed record DateValue(LocalDate Value) : Value;

public sealed record TimeValue(LocalTime Value) : Value;

/// <summary>A date with a time that is local to the customer until it meets their zone.</summary>
public sealed record LocalMomentValue(LocalDateTime Value) : Value;

public sealed record MomentValue(Instant Value) : Value;

public sealed record ListValue(ImmutableArray<Value> Elements) : Value
{
    public static readonly ListValue Empty = new(ImmutableArray<Value>.Empty);

    public bool Equals(ListValue? other) => other is not null && Elements.AsSpan().SequenceEqual(other.Elements.AsSpan());

    public override int GetHashCode() => Elements.Length;
}

/// <summary>Named values in ordinal order of their names; a field that is not there is missing.</summary>
public sealed record RecordValue(ImmutableSortedDictionary<string, Value> Fields) : Value
{
    public static readonly RecordValue Empty = new(ImmutableSortedDictionary.Create<string, Value>(StringComparer.Ordinal));

    public Value this[string name] => Fields.GetValueOrDefault(name, Missing);

    public RecordValue With(string name, Value value) => new(Fields.SetItem(name, value));

    public static RecordValue Of(params IEnumerable<(string Name, Value Value)> fields) =>
        new(fields.ToImmutableSortedDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal));

    public bool Equals(RecordValue? other) => other is not null && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Fields.Count;
}
