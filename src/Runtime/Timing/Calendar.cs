using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Timing;

/// <summary>
/// Calendar time of a customer. Months and days keep the local clock time, hours and smaller are exact. Nothing here
/// overflows: what leaves the calendar stays at <see cref="LocalTimes.Earliest"/> or <see cref="LocalTimes.Latest"/>.
/// </summary>
internal static class Calendar
{
    private static readonly LocalDate _earliestDate = LocalTimes.Earliest.InUtc().Date;
    private static readonly LocalDate _latestDate = LocalTimes.Latest.InUtc().Date;

    /// <summary>`wait D`, `D after`, `enter again after D`: the calendar part first, then the exact part.</summary>
    public static Instant Add(Instant start, CalendarDuration length, DateTimeZone zone) =>
        length.IsExact ? Shift(start, length.Exact) : After(start, length, zone).In(zone);

    /// <summary>Where a wait that begins now aims: a local time when the length has a calendar part, else an instant.</summary>
    public static Aim After(Instant start, CalendarDuration length, DateTimeZone zone)
    {
        if (length.IsExact)
        {
            return new InstantAim(Shift(start, length.Exact));
        }

        var local = LocalTimes.ToLocal(start, zone);
        return new LocalAim(Shift(local.Date, length.Months, length.Days) + local.TimeOfDay, length.Exact);
    }

    /// <summary>The customer's calendar day that holds an instant; its end belongs to the next day.</summary>
    public static Interval DayOf(Instant at, DateTimeZone zone)
    {
        var date = LocalTimes.ToDate(at, zone);
        return new Interval(LocalTimes.StartOf(date, zone), LocalTimes.StartOf(date.PlusDays(1), zone));
    }

    internal static Instant Shift(Instant start, Duration by)
    {
        if (by >= LocalTimes.Latest - start)
        {
            return LocalTimes.Latest;
        }

        return by <= LocalTimes.Earliest - start ? LocalTimes.Earliest : start + by;
    }

    internal static LocalDate Shift(LocalDate date, int months, int days)
    {
        const long farthest = 20_000L * 12;
        var month = (date.Year * 12L) + date.Month - 1 + Math.Clamp(months, -farthest, farthest);
        if (month >= _latestDate.Year * 12L)
        {
            return _latestDate;
        }

        if (month <= _earliestDate.Year * 12L)
        {
            return _earliestDate;
        }

        var moved = date.PlusMonths((int)(month - ((date.Year * 12L) + date.Month - 1)));
        if (days > Period.DaysBetween(moved, _latestDate))
        {
            return _latestDate;
        }

        return days < Period.DaysBetween(moved, _earliestDate) ? _earliestDate : moved.PlusDays(days);
    }
}
