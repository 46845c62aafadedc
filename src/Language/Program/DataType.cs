using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Program;

/// <summary>The type of a field or an expression. Whether a value may be missing stands beside it, never inside.</summary>
public abstract record DataType
{
    public static readonly DataType Text = new TextType([]);
    public static readonly DataType Number = new NumberType(null, null);
    public static readonly DataType Boolean = new BooleanType();
    public static readonly DataType Money = new MoneyType();
    public static readonly DataType Percent = new PercentType();
    public static readonly DataType Duration = new DurationType();
    public static readonly DataType Date = new DateType();
    public static readonly DataType Time = new TimeType();
    public static readonly DataType Moment = new MomentType();
    public static readonly DataType Zone = new ZoneType();

    /// <summary>The type of what could not be understood; fits everything, so that one mistake gives one message.</summary>
    public static readonly DataType Unknown = new UnknownType();
}

/// <summary>Text; <see cref="OneOf"/> names the only values it can have, empty for any text.</summary>
public sealed record TextType(ImmutableArray<string> OneOf) : DataType;

/// <summary>A decimal number; bounds are inclusive.</summary>
public sealed record NumberType(decimal? From, decimal? To) : DataType;

public sealed record BooleanType : DataType;

public sealed record MoneyType : DataType;

public sealed record PercentType : DataType;

public sealed record DurationType : DataType;

public sealed record DateType : DataType;

public sealed record TimeType : DataType;

public sealed record MomentType : DataType;

public sealed record ZoneType : DataType;

public sealed record ListType(DataType Element) : DataType;

public enum RecordKind
{
    Record,
    Event,
    CatalogRow,
    Customer,
    Input,

    /// <summary>What `as` names on a send, ask, run or call.</summary>
    Outcome,
    Literal,
}

/// <summary>A record, event, catalog row, the customer, a journey's input, or an outcome.</summary>
public sealed record RecordType(RecordKind Kind, string Name, ImmutableArray<Field> Fields) : DataType
{
    public Field? Find(string name) => Fields.FirstOrDefault(f => f.Name == name);
}

public sealed record UnknownType : DataType;
