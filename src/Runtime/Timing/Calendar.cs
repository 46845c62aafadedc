using NodaTime;
using NodaTime.TimeZones;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Timing;

/// <summary>
/// Calendar time of a customer. Months and days keep the local clock time; a local time in the gap of spring moves to the
/// first instant after the gap, one that exists twice in autumn means the first. Hours and smaller are exact.
/// Nothing here overflows: what leaves the calendar stays at <see cref="Earliest"/> or <see cref="Latest"/>.
/// </summary>
public static class Calendar
{
    public static readonly Instant Earliest = Instant.FromUtc(-9000, 1, 1, 0, 0);

    public static readonly Instant Latest = Instant.FromUtc(9900, 1, 1, 0, 0);

    private static readonly LocalDate _earliestDate = new(-9000, 1, 1);
    private static readonly LocalDate _latestDate = new(9900, 1, 1);
    private static readonly ZoneLocalMappingResolver _resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    public static Instant Resolve(LocalDateTime local, DateTimeZone zone) => zone.ResolveLocal(local, _resolver).ToInstant();

    /// <summary>`wait D`, `D after`, `enter again after D`: the calendar part first, then the exact part.</summary>
    public static Instant Add(Instant start, CalendarDuration length, DateTimeZone zone) =>
        length.IsExact ? Shift(start, length.Exact) : After(start, length, zone).In(zone);

    /// <summary>`D before`.</summary>
    public static Instant Subtract(Instant start, CalendarDuration length, DateTimeZone zone) => Add(start, Negate(length), zone);

    /// <summary>Where a wait that begins now aims: a local time when the length has a calendar part, else an instant.</summary>
    public static Aim After(Instant start, CalendarDuration length, DateTimeZone zone)
    {
        if (length.IsExact)
        {
            return new InstantAim(Shift(start, length.Exact));
        }

        var local = Clamp(start).InZone(zone).LocalDateTime;
        return new LocalAim(Shift(local.Date, length.Months, length.Days) + local.TimeOfDay, length.Exact);
    }

    public static CalendarDuration Negate(CalendarDuration length) => new(-length.Months, -length.Days, -length.Exact);

    /// <summary>The customer's calendar day that holds an instant; its end belongs to the next day.</summary>
    public static Interval DayOf(Instant at, DateTimeZone zone)
    {
        var date = DateOf(at, zone);
        return new Interval(StartOf(date, zone), StartOf(date.PlusDays(1), zone));
    }

    public static LocalDate DateOf(Instant at, DateTimeZone zone) => Clamp(at).InZone(zone).Date;

    public static Instant StartOf(LocalDate date, DateTimeZone zone) => Resolve(date.AtMidnight(), zone);

    /// <summary>The first local midnight strictly after an instant.</summary>
    public static Instant NextMidnight(Instant after, DateTimeZone zone) => DayOf(after, zone).End;

    internal static Instant Shift(Instant start, Duration by)
    {
        if (by >= Latest - start)
        {
            return Latest;
        }

        return by <= Earliest - start ? Earliest : start + by;
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

    private static Instant Clamp(Instant at) => Instant.Max(Earliest, Instant.Min(Latest, at));
}
