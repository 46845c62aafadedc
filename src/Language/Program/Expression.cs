using System.Collections.Immutable;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Program;

/// <summary>
/// A typed, total expression. <see cref="MayBeMissing"/> is what the text alone can tell; <see cref="Location"/> is
/// where it stands and is left out of canonical forms.
/// </summary>
public abstract record Expression(DataType Type, bool MayBeMissing, Location? Location);

/// <summary>What could not be understood; already reported. A program that holds one is never run.</summary>
public sealed record ErrorExpression(Location? Location) : Expression(DataType.Unknown, false, Location);

public sealed record Constant(Value Value, DataType Type, Location? Location) : Expression(Type, false, Location);

/// <summary>A text with values in it; a missing value makes the whole missing.</summary>
public sealed record Interpolation(ImmutableArray<Expression> Parts, bool MayBeMissing, Location? Location) : Expression(DataType.Text, MayBeMissing, Location);

public sealed record NowExpression(Location? Location) : Expression(DataType.Moment, false, Location);

public sealed record TodayExpression(Location? Location) : Expression(DataType.Date, false, Location);

public enum Root
{
    Customer,

    /// <summary>The event in question: of a trigger, a wait, a goal, or the entry of a window under its filter.</summary>
    Event,

    /// <summary>What started this run.</summary>
    Entry,
    Input,
}

public sealed record RootExpression(Root Root, DataType Type, Location? Location) : Expression(Type, false, Location);

/// <summary>A name made by `let`, `as`, `for each` or a template's `takes`.</summary>
public sealed record VariableExpression(string Name, DataType Type, bool MayBeMissing, Location? Location) : Expression(Type, MayBeMissing, Location);

public enum MemberKind
{
    /// <summary>A field of a record, event, row, customer or outcome.</summary>
    Field,

    /// <summary>A field of each element of a list, as a list.</summary>
    Projection,

    // of lists
    First,
    Last,
    Size,

    // of money
    Amount,
    Currency,

    // of moments, local to the customer
    Date,
    Time,
    Hour,
    Weekday,

    /// <summary>`event.at`: when the event happened.</summary>
    At,
}

public sealed record MemberExpression(Expression Target, string Name, MemberKind Kind, DataType Type, bool MayBeMissing, Location? Location)
    : Expression(Type, MayBeMissing, Location);

public sealed record UnaryExpression(UnaryOperator Operator, Expression Operand, DataType Type, bool MayBeMissing, Location? Location)
    : Expression(Type, MayBeMissing, Location);

public sealed record BinaryExpression(Expression Left, BinaryOperator Operator, Expression Right, DataType Type, bool MayBeMissing, Location? Location)
    : Expression(Type, MayBeMissing, Location);

/// <summary>Both ends are included.</summary>
public sealed record BetweenExpression(Expression Value, Expression Low, Expression High, bool MayBeMissing, Location? Location)
    : Expression(DataType.Boolean, MayBeMissing, Location);

/// <summary>`is known`, `is missing`, `is empty`; never missing itself.</summary>
public sealed record IsExpression(Expression Value, IsTest Test, bool Negated, Location? Location) : Expression(DataType.Boolean, false, Location);

public sealed record ListExpression(ImmutableArray<Expression> Elements, DataType Type, Location? Location) : Expression(Type, false, Location);

public sealed record NamedExpression(string Name, Expression Value);

public sealed record RecordExpression(ImmutableArray<NamedExpression> Fields, DataType Type, Location? Location) : Expression(Type, false, Location);

public sealed record Window(WindowKind Kind, CalendarDuration From, CalendarDuration To);

/// <summary>
/// `count of order_placed where (…) in last 30 days`. <see cref="Value"/> and <see cref="Filter"/> read
/// <see cref="Root.Event"/>; a count has no value. A value that is a list (`items.sku`) adds each of its elements.
/// </summary>
public sealed record AggregateExpression(
    AggregateFunction Function, string Event, Expression? Value, Expression? Filter, Window Window, DataType Type, bool MayBeMissing, Location? Location)
    : Expression(Type, MayBeMissing, Location);

public sealed record TimeSinceExpression(bool First, string Event, Expression? Filter, Location? Location)
    : Expression(DataType.Duration, true, Location);

/// <summary>`last order_placed where (…) in last 90 days`: the whole event; a path behind it is a member of this.</summary>
public sealed record LastFirstExpression(bool First, string Event, Expression? Filter, Window? Window, DataType Type, Location? Location)
    : Expression(Type, true, Location);

/// <summary>An event, and then others each within a time of the one before; the first lies in the window.</summary>
public sealed record HappenedExpression(string Event, Expression? Filter, ImmutableArray<ThenEvent> Then, Window Window, Location? Location)
    : Expression(DataType.Boolean, false, Location);

public sealed record ThenEvent(bool Negated, string Event, Expression? Filter, CalendarDuration Within);

/// <summary>Membership is itself a decision and never missing.</summary>
public sealed record InSegmentExpression(string Segment, Location? Location) : Expression(DataType.Boolean, false, Location);

public sealed record ConsentExpression(Channel Channel, string Purpose, Location? Location) : Expression(DataType.Boolean, false, Location);

/// <summary>A declared metric by name, with its definition.</summary>
public sealed record MetricExpression(string Name, Expression Definition, Location? Location)
    : Expression(Definition.Type, Definition.MayBeMissing, Location);

public enum RfmPart
{
    Recency,
    Frequency,
    Value,
}

/// <summary>`buying.recency`: a score against all customers; missing without an event in the window.</summary>
public sealed record RfmExpression(string Rfm, RfmPart Part, DataType Type, Location? Location) : Expression(Type, true, Location);

public sealed record PredictExpression(string Model, ImmutableArray<NamedExpression> Inputs, DataType Type, Location? Location)
    : Expression(Type, true, Location);

/// <summary>A list that may be empty and is never missing.</summary>
public sealed record RecommendExpression(string Model, ImmutableArray<NamedExpression> Inputs, Expression? Limit, DataType Type, Location? Location)
    : Expression(Type, false, Location);

/// <summary>`product(entry.sku)`: the catalog's row with this key, or missing.</summary>
public sealed record CatalogExpression(string Catalog, Expression Key, DataType Type, Location? Location) : Expression(Type, true, Location);

public enum BuiltIn
{
    Coalesce,
    Round,
    Floor,
    Ceiling,
    Abs,
    MinOf,
    MaxOf,
    Length,
    Upper,
    Lower,
    TitleCase,
    Join,
    Format,
    DaysBetween,
    Weekday,
    Month,
    Year,
}

public sealed record CallExpression(BuiltIn Function, ImmutableArray<Expression> Arguments, DataType Type, bool MayBeMissing, Location? Location)
    : Expression(Type, MayBeMissing, Location);
