using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>
/// How a value prints in a text: `10%`, `120 EUR`, `2025-12-24`, `45 days`, `a, b`. The same everywhere and in every
/// culture; a missing value prints nothing.
/// </summary>
public static class PrintedValue
{
    public static string Of(Value value, DateTimeZone zone) => value switch
    {
        TextValue text => text.Value,
        NumberValue number => Number(number.Value),
        PercentValue percent => Percent(percent.Fraction),
        MoneyValue money => Amount(money.Amount) + " " + money.Currency,
        BooleanValue truth => truth.Value ? "true" : "false",
        DurationValue duration => Of(duration.Value),
        DateValue date => LocalDatePattern.Iso.Format(date.Value),
        TimeValue time => Time(time.Value),
        LocalMomentValue local => Local(local.Value),
        MomentValue moment => Local(LocalTimes.ToLocal(moment.Value, zone)),
        ListValue list => string.Join(", ", list.Elements.Select(e => Of(e, zone))),
        RecordValue record => "{" + string.Join(", ", record.Fields.Select(f => $"{f.Key}: {Of(f.Value, zone)}")) + "}",
        _ => "",
    };

    /// <summary>
    /// `format(value, "…")`: dates and moments by letters (`d MMMM yyyy HH:mm`), numbers, percents and money by places
    /// (`#,##0.00`). A pattern that means nothing gives missing.
    /// </summary>
    public static Value Format(Value value, string pattern, DateTimeZone zone)
    {
        try
        {
            return value switch
            {
                NumberValue number => new TextValue(number.Value.ToString(pattern, CultureInfo.InvariantCulture)),
                PercentValue percent => new TextValue(percent.Fraction.ToString(pattern, CultureInfo.InvariantCulture)),
                MoneyValue money => new TextValue(money.Amount.ToString(pattern, CultureInfo.InvariantCulture)),
                DateValue date => Formatted(LocalDatePattern.Create(pattern, CultureInfo.InvariantCulture), date.Value),
                TimeValue time => Formatted(LocalTimePattern.Create(pattern, CultureInfo.InvariantCulture), time.Value),
                LocalMomentValue local => Formatted(LocalDateTimePattern.Create(pattern, CultureInfo.InvariantCulture), local.Value),
                MomentValue moment => Formatted(LocalDateTimePattern.Create(pattern, CultureInfo.InvariantCulture), LocalTimes.ToLocal(moment.Value, zone)),
                _ => Value.Missing,
            };
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return Value.Missing;
        }
    }

    private static TextValue Formatted<T>(IPattern<T> pattern, T value) => new(pattern.Format(value));

    // As it was written when that is one unit, so `1 month` stays one; what was measured in its largest whole unit.
    private static string Of(CalendarDuration duration)
    {
        if (duration.Exact == Duration.Zero && duration is { Months: not 0, Days: 0 })
        {
            return duration.Months % 12 == 0 ? Count(duration.Months / 12, "year") : Count(duration.Months, "month");
        }

        var measured = duration.Measured;
        var negative = measured < Duration.Zero;
        var length = negative ? -measured : measured;
        var (count, unit) = length switch
        {
            { Days: > 0 } => (length.Days, "day"),
            { Hours: > 0 } => (length.Hours, "hour"),
            { Minutes: > 0 } => (length.Minutes, "minute"),
            _ => (length.Seconds, "second"),
        };
        return Count(negative ? -count : count, unit);
    }

    private static string Count(int count, string unit) =>
        count.ToString(CultureInfo.InvariantCulture) + " " + unit + (Math.Abs(count) == 1 ? "" : "s");

    private static string Percent(decimal fraction) =>
        Math.Abs(fraction) < decimal.MaxValue / 100 ? Number(fraction * 100) + "%" : Number(fraction);

    private static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    // Whole amounts print without places, broken ones with two: 120 EUR, 12.50 EUR.
    private static string Amount(decimal value) =>
        value == decimal.Truncate(value) ? value.ToString("0", CultureInfo.InvariantCulture) : value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Time(LocalTime time) =>
        time.Second == 0 && time.NanosecondOfSecond == 0 ? time.ToString("HH:mm", CultureInfo.InvariantCulture) : time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Local(LocalDateTime local) => LocalDatePattern.Iso.Format(local.Date) + " " + Time(local.TimeOfDay);
}
