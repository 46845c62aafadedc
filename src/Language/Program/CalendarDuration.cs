using NodaTime;

namespace Personalization.Journeys.Language.Program;

/// <summary>
/// A length of time as it was written: `1 month 2 days 30 minutes`. Days and larger are calendar steps when they
/// schedule, and multiples of 24 hours when they measure; hours and smaller are always exact.
/// </summary>
/// <param name="Months">Whole months, years included as 12.</param>
/// <param name="Days">Whole days, weeks included as 7.</param>
/// <param name="Exact">Hours, minutes and seconds.</param>
public readonly record struct CalendarDuration(int Months, int Days, Duration Exact)
{
    public static readonly CalendarDuration Zero;

    /// <summary>The length when it measures: a day is 24 hours, a month 30 days, a year 365 days; at most some 19,000 years.</summary>
    public Duration Measured => Duration.FromDays((int)Math.Clamp(Months / 12 * 365L + Months % 12 * 30L + Days, -7_000_000L, 7_000_000L)) + Exact;

    /// <summary>True when nothing of it depends on a calendar.</summary>
    public bool IsExact => Months == 0 && Days == 0;

    public static CalendarDuration OfMonths(int months) => new(months, 0, Duration.Zero);

    public static CalendarDuration OfDays(int days) => new(0, days, Duration.Zero);

    public static CalendarDuration OfExact(Duration exact) => new(0, 0, exact);

    public static CalendarDuration operator +(CalendarDuration left, CalendarDuration right) => Add(left, right);

    public static CalendarDuration Add(CalendarDuration left, CalendarDuration right) =>
        new(left.Months + right.Months, left.Days + right.Days, left.Exact + right.Exact);

    public static CalendarDuration operator -(CalendarDuration length) => Negate(length);

    public static CalendarDuration Negate(CalendarDuration length) => new(-length.Months, -length.Days, -length.Exact);

    /// <summary>As an author would write it: `1 month 2 days 30 minutes`; `0 seconds` when empty.</summary>
    public override string ToString()
    {
        var parts = new List<string>(4);
        void Part(long count, string unit)
        {
            if (count != 0)
            {
                parts.Add($"{count} {unit}{(count == 1 ? "" : "s")}");
            }
        }

        Part(Months / 12, "year");
        Part(Months % 12, "month");
        if (Days % 7 == 0)
        {
            Part(Days / 7, "week");
        }
        else
        {
            Part(Days, "day");
        }

        var seconds = (long)Exact.TotalSeconds;
        Part(seconds / 3600, "hour");
        Part(seconds % 3600 / 60, "minute");
        Part(seconds % 60, "second");
        return parts.Count == 0 ? "0 seconds" : string.Join(' ', parts);
    }
}
