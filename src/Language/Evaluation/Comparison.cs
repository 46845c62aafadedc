using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>Equality, order, membership and text tests between values; missing when one side is, or when they do not go together.</summary>
internal static class Comparison
{
    public static Value Apply(BinaryOperator op, Value left, Value right, DateTimeZone zone)
    {
        if (left.IsMissing || right.IsMissing)
        {
            return Value.Missing;
        }

        switch (op)
        {
            case BinaryOperator.Equal:
                return Value.Of(AreEqual(left, right, zone));
            case BinaryOperator.NotEqual:
                return Value.Of(!AreEqual(left, right, zone));
            case BinaryOperator.In:
                return Contains(right, left, zone);
            case BinaryOperator.NotIn:
                return Contains(right, left, zone) is BooleanValue truth ? Value.Of(!truth.Value) : Value.Missing;
            case BinaryOperator.Contains:
                return Contains(left, right, zone);
            case BinaryOperator.StartsWith:
                return Texts(left, right, static (whole, part) => whole.StartsWith(part, StringComparison.OrdinalIgnoreCase));
            case BinaryOperator.EndsWith:
                return Texts(left, right, static (whole, part) => whole.EndsWith(part, StringComparison.OrdinalIgnoreCase));
            default:
                return Order(left, right, zone) is not { } order ? Value.Missing : Value.Of(op switch
                {
                    BinaryOperator.Less => order < 0,
                    BinaryOperator.LessOrEqual => order <= 0,
                    BinaryOperator.Greater => order > 0,
                    _ => order >= 0,
                });
        }
    }

    public static bool AreEqual(Value left, Value right, DateTimeZone zone) => (left, right) switch
    {
        (TextValue l, TextValue r) => string.Equals(l.Value, r.Value, StringComparison.Ordinal),
        (BooleanValue l, BooleanValue r) => l.Value == r.Value,
        (ListValue l, ListValue r) => AreEqual(l, r, zone),
        (RecordValue l, RecordValue r) => l.Equals(r),
        _ => Order(left, right, zone) == 0,
    };

    /// <summary>Below, equal or above zero as <paramref name="left"/> is; null when the two have no order.</summary>
    public static int? Order(Value left, Value right, DateTimeZone zone) => (left, right) switch
    {
        (NumberValue l, NumberValue r) => l.Value.CompareTo(r.Value),
        (MoneyValue l, MoneyValue r) => l.Currency == r.Currency ? l.Amount.CompareTo(r.Amount) : null,
        (DurationValue l, DurationValue r) => l.Value.Measured.CompareTo(r.Value.Measured),
        (DateValue l, DateValue r) => l.Value.CompareTo(r.Value),
        (TimeValue l, TimeValue r) => l.Value.CompareTo(r.Value),
        (MomentValue l, MomentValue r) => l.Value.CompareTo(r.Value),
        (TextValue l, TextValue r) => string.CompareOrdinal(l.Value, r.Value),
        (NumberValue or PercentValue, NumberValue or PercentValue) => Number(left).CompareTo(Number(right)),
        (LocalMomentValue l, LocalMomentValue r) => l.Value.CompareTo(r.Value),
        (MomentValue or LocalMomentValue, MomentValue or LocalMomentValue) => LocalTimes.ToInstant(left, zone).CompareTo(LocalTimes.ToInstant(right, zone)),
        (DateValue or MomentValue or LocalMomentValue, DateValue or MomentValue or LocalMomentValue) =>
            LocalTimes.ToDate(left, zone).CompareTo(LocalTimes.ToDate(right, zone)),
        _ => null,
    };

    public static decimal Number(Value value) => value is PercentValue percent ? percent.Fraction : ((NumberValue)value).Value;

    private static bool AreEqual(ListValue left, ListValue right, DateTimeZone zone)
    {
        if (left.Elements.Length != right.Elements.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Elements.Length; i++)
        {
            if (!AreEqual(left.Elements[i], right.Elements[i], zone))
            {
                return false;
            }
        }

        return true;
    }

    private static Value Contains(Value whole, Value part, DateTimeZone zone)
    {
        if (whole is not ListValue list)
        {
            return Texts(whole, part, static (text, piece) => text.Contains(piece, StringComparison.OrdinalIgnoreCase));
        }

        var unknown = false;
        foreach (var element in list.Elements)
        {
            if (element.IsMissing)
            {
                unknown = true;
            }
            else if (AreEqual(element, part, zone))
            {
                return Value.True;
            }
        }

        return unknown ? Value.Missing : Value.False;
    }

    private static Value Texts(Value left, Value right, Func<string, string, bool> test) =>
        left is TextValue whole && right is TextValue part ? Value.Of(test(whole.Value, part.Value)) : Value.Missing;
}
