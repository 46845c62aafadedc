using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Timing;

/// <summary>The next time that something planned for a customer falls due, in the customer's zone.</summary>
internal static class Schedules
{
    /// <summary>`every monday at 06:00`: the next such instant strictly after another; null when no day is named.</summary>
    public static Instant? Next(Weekdays days, LocalTime at, Instant after, DateTimeZone zone)
    {
        var today = LocalTimes.ToDate(after, zone);
        for (var date = today; date <= today.PlusDays(8); date = date.PlusDays(1))
        {
            if (days.Includes(date.DayOfWeek) && LocalTimes.ToInstant(date + at, zone) is var next && next > after)
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>
    /// `enter on date …` and `enter on anniversary …`: the next such instant strictly after another, or null when there is none.
    /// An anniversary begins with the year after the date; that of 29 February is on 28 February.
    /// </summary>
    public static Instant? Next(DateTrigger trigger, Value value, Instant after, DateTimeZone zone)
    {
        if (!trigger.Anniversary)
        {
            return Moments.AimAt(trigger.Moment, value, zone)?.In(zone) is { } at && at > after ? at : null;
        }

        if (DateOf(value, zone) is not { } date)
        {
            return null;
        }

        // An offset moves the instant out of the anniversary's own year, by its length at most.
        var reach = (int)Math.Min(trigger.Moment.Length.Measured.TotalDays / 365, 200) + 2;
        var year = LocalTimes.ToDate(after, zone).Year;
        for (var candidate = Math.Max(date.Year + 1, year - reach); candidate <= year + reach; candidate++)
        {
            var anniversary = new DateValue(AnniversaryOf(date, candidate));
            if (Moments.AimAt(trigger.Moment, anniversary, zone)?.In(zone) is { } at && at > after)
            {
                return at;
            }
        }

        // A date that is still to come has its first anniversary beyond the reach.
        return date.Year < year + reach
            ? null
            : Moments.AimAt(trigger.Moment, new DateValue(AnniversaryOf(date, Math.Min(date.Year + 1, 9_899))), zone)?.In(zone);
    }

    public static LocalDate AnniversaryOf(LocalDate date, int year) =>
        new(year, date.Month, Math.Min(date.Day, CalendarSystem.Iso.GetDaysInMonth(year, date.Month)));

    private static LocalDate? DateOf(Value value, DateTimeZone zone) => value switch
    {
        DateValue date => date.Value,
        LocalMomentValue local => local.Value.Date,
        MomentValue moment => LocalTimes.ToDate(moment.Value, zone),
        _ => null,
    };
}
