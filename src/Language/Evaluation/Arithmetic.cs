using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>
/// `+ - * /` between values. A percent is its number; money keeps its currency; a date moves by the calendar, a moment
/// by hours. What has no answer or does not fit is missing.
/// </summary>
internal static class Arithmetic
{
    public static Value Apply(BinaryOperator op, Value left, Value right, DataType type, DateTimeZone zone)
    {
        try
        {
            var value = Compute(op, left, right, zone);
            return (value, type) switch
            {
                (NumberValue number, PercentType) => new PercentValue(number.Value),
                (LocalMomentValue moment, DateType) => new DateValue(moment.Value.Date),
                (DurationValue duration, _) => Bounded(duration),
                _ => value,
            };
        }
        catch (Exception e) when (IsOutOfRange(e))
        {
            return Value.Missing;
        }
    }

    public static Value Negate(Value value) => value switch
    {
        NumberValue number => new NumberValue(-number.Value),
        PercentValue percent => new PercentValue(-percent.Fraction),
        MoneyValue money => money with { Amount = -money.Amount },
        DurationValue duration => Bounded(duration) is DurationValue bounded ? new DurationValue(-bounded.Value) : Value.Missing,
        _ => Value.Missing,
    };

    /// <summary>The sum of numbers, of money in one currency, or of durations; missing when they do not go together.</summary>
    public static Value Add(Value left, Value right) => (left, right) switch
    {
        (NumberValue or PercentValue, NumberValue or PercentValue) => new NumberValue(Comparison.Number(left) + Comparison.Number(right)),
        (MoneyValue l, MoneyValue r) => l.Currency == r.Currency ? new MoneyValue(l.Amount + r.Amount, l.Currency) : Value.Missing,
        (DurationValue l, DurationValue r) => Bounded(new(l.Value + r.Value)),
        _ => Value.Missing,
    };

    public static Value Divide(Value left, Value right) => (left, right) switch
    {
        (NumberValue or PercentValue, NumberValue or PercentValue) => new NumberValue(Comparison.Number(left) / Comparison.Number(right)),
        (MoneyValue l, NumberValue or PercentValue) => new MoneyValue(l.Amount / Comparison.Number(right), l.Currency),
        (MoneyValue l, MoneyValue r) => l.Currency == r.Currency ? new NumberValue(l.Amount / r.Amount) : Value.Missing,
        (DurationValue l, NumberValue or PercentValue) => Exact(Nanoseconds(l.Value.Measured) / Comparison.Number(right)),
        (DurationValue l, DurationValue r) => new NumberValue(Nanoseconds(l.Value.Measured) / Nanoseconds(r.Value.Measured)),
        _ => Value.Missing,
    };

    /// <summary>A length that still measures something of a calendar; longer than all of it is missing.</summary>
    public static Value Bounded(DurationValue duration) =>
        Math.Abs((long)duration.Value.Months) <= 120_000 && Math.Abs((long)duration.Value.Days) <= 4_000_000 && Math.Abs((long)duration.Value.Exact.Days) <= 4_000_000
            ? duration
            : Value.Missing;

    public static bool IsOutOfRange(Exception exception) => exception is ArithmeticException or ArgumentOutOfRangeException;

    private static Value Compute(BinaryOperator op, Value left, Value right, DateTimeZone zone) => op switch
    {
        BinaryOperator.Add => right is DurationValue by && Moved(left, by.Value, zone) is { } later ? later
            : left is DurationValue first && Moved(right, first.Value, zone) is { } moved ? moved
            : (left, right) is (TextValue l, TextValue r) ? new TextValue(l.Value + r.Value)
            : (left, right) is (ListValue a, ListValue b) ? new ListValue(a.Elements.AddRange(b.Elements))
            : Add(left, right),
        BinaryOperator.Subtract => Subtract(left, right, zone),
        BinaryOperator.Multiply => Multiply(left, right),
        _ => Divide(left, right),
    };

    private static Value Subtract(Value left, Value right, DateTimeZone zone)
    {
        if (right is DurationValue by && Moved(left, -by.Value, zone) is { } earlier)
        {
            return earlier;
        }

        return (left, right) switch
        {
            (DateValue l, DateValue r) => new DurationValue(CalendarDuration.OfDays(Period.DaysBetween(r.Value, l.Value))),
            (TimeValue l, TimeValue r) => new DurationValue(CalendarDuration.OfExact(Duration.FromNanoseconds(l.Value.NanosecondOfDay - r.Value.NanosecondOfDay))),
            (MomentValue or LocalMomentValue or DateValue, MomentValue or LocalMomentValue or DateValue) =>
                new DurationValue(CalendarDuration.OfExact(LocalTimes.ToInstant(left, zone) - LocalTimes.ToInstant(right, zone))),
            _ => Add(left, Negate(right)),
        };
    }

    private static Value Multiply(Value left, Value right) => (left, right) switch
    {
        (NumberValue or PercentValue, NumberValue or PercentValue) => new NumberValue(Comparison.Number(left) * Comparison.Number(right)),
        (MoneyValue l, NumberValue or PercentValue) => new MoneyValue(l.Amount * Comparison.Number(right), l.Currency),
        (NumberValue or PercentValue, MoneyValue r) => new MoneyValue(r.Amount * Comparison.Number(left), r.Currency),
        (DurationValue l, NumberValue or PercentValue) => Times(l.Value, Comparison.Number(right)),
        (NumberValue or PercentValue, DurationValue r) => Times(r.Value, Comparison.Number(left)),
        _ => Value.Missing,
    };

    private static Value? Moved(Value value, CalendarDuration by, DateTimeZone zone) => value switch
    {
        DateValue date when by.Exact == Duration.Zero => new DateValue(date.Value.PlusMonths(by.Months).PlusDays(by.Days)),
        DateValue date => new LocalMomentValue(date.Value.PlusMonths(by.Months).PlusDays(by.Days).AtMidnight().PlusNanoseconds(by.Exact.ToInt64Nanoseconds())),
        MomentValue moment => new MomentValue(moment.Value + by.Measured),
        LocalMomentValue local => new MomentValue(LocalTimes.ToInstant(local.Value, zone) + by.Measured),
        TimeValue time => new TimeValue(time.Value.PlusNanoseconds(by.Measured.ToInt64Nanoseconds())),
        _ => null,
    };

    // Twice one month is two months; half of one is fifteen days.
    private static DurationValue Times(CalendarDuration duration, decimal factor) =>
        factor == decimal.Truncate(factor) && Math.Abs(factor) <= 10_000
            ? new(new(checked(duration.Months * (int)factor), checked(duration.Days * (int)factor), duration.Exact * (long)factor))
            : Exact(Nanoseconds(duration.Measured) * factor);

    private static DurationValue Exact(decimal nanoseconds)
    {
        const decimal day = NodaConstants.NanosecondsPerDay;
        var days = decimal.Floor(nanoseconds / day);
        return new(CalendarDuration.OfExact(Duration.FromDays((int)days) + Duration.FromNanoseconds((long)(nanoseconds - days * day))));
    }

    private static decimal Nanoseconds(Duration duration) => (decimal)duration.Days * NodaConstants.NanosecondsPerDay + duration.NanosecondOfDay;
}
