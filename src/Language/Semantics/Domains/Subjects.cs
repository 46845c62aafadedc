using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics.Domains;

/// <summary>What can be known of a subject from its declaration alone.</summary>
internal static class Subjects
{
    /// <summary>The values it can ever have.</summary>
    public static ValueSet Everything(Expression subject) => subject switch
    {
        AggregateExpression { Function: AggregateFunction.Count or AggregateFunction.Distinct } => RangeSet.Of(new Interval(0, true, null, false)),
        TimeSinceExpression => RangeSet.Of(new Interval(0, true, null, false)),
        _ => Everything(subject.Type),
    };

    public static ValueSet Everything(DataType type) => type switch
    {
        NumberType n => RangeSet.Of(new Interval(n.From, true, n.To, true)),
        TextType { OneOf.IsEmpty: false } t => NameSet.Of(t.OneOf),
        TextType => new NameSet([], true),
        BooleanType => NameSet.Both,
        _ => RangeSet.Everything,
    };

    /// <summary>True when only whole numbers can stand here.</summary>
    public static bool IsWhole(Expression subject) =>
        subject is AggregateExpression { Function: AggregateFunction.Count or AggregateFunction.Distinct } or RfmExpression;

    /// <summary>A constant as a number in the unit of its kind, or null when it has none.</summary>
    public static decimal? Measure(Expression expression) => expression switch
    {
        Constant c => Measure(c.Value),
        UnaryExpression { Operator: UnaryOperator.Negate } n => -Measure(n.Operand),
        _ => null,
    };

    private static decimal? Measure(Value value) => value switch
    {
        NumberValue n => n.Value,
        PercentValue p => p.Fraction,
        MoneyValue m => m.Amount,
        DurationValue d => (decimal)d.Value.Measured.TotalSeconds,
        DateValue d => d.Value.ToDateOnly().DayNumber,
        TimeValue t => t.Value.NanosecondOfDay / 1_000_000_000m,
        MomentValue m => m.Value.ToUnixTimeSeconds(),
        _ => null,
    };
}
