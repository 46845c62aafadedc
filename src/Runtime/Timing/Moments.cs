using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Timing;

/// <summary>What `wait until` does: go on, wait for its aim, or find that its moment is missing.</summary>
internal abstract record MomentAnswer
{
    public static readonly MomentAnswer Now = new MomentIsNow();
    public static readonly MomentAnswer Missing = new MomentIsMissing();
}

internal sealed record MomentIsNow : MomentAnswer;

internal sealed record MomentIsMissing : MomentAnswer;

internal sealed record MomentIsAhead(Aim Aim) : MomentAnswer;

/// <summary>Turns the moments of the language into instants, in the customer's zone.</summary>
internal static class Moments
{
    /// <param name="value">The value of <see cref="ProgramExpressions.ValueOf"/>; ignored when that is null.</param>
    public static MomentAnswer Resolve(Moment moment, Value value, Instant now, DateTimeZone zone) => moment switch
    {
        DaysMoment days => OnDays(days, now, zone),
        ValueMoment { At: null } when value is TimeValue time => OnDays(new DaysMoment(Weekdays.EveryDay, time.Value, null), now, zone),
        ValueMoment plain => Answer(AimAt(value, plain.At, zone), now, zone),
        OffsetMoment offset => Answer(AimAt(offset, value, zone), now, zone),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Where an offset from a value aims, or null when the value is missing or no moment.</summary>
    internal static Aim? AimAt(OffsetMoment offset, Value value, DateTimeZone zone)
    {
        if (LocalOf(value, zone) is not { } start)
        {
            return null;
        }

        var length = offset.Before ? -offset.Length : offset.Length;
        if (length.IsExact && value is MomentValue moment && offset.At is null)
        {
            return new InstantAim(Calendar.Shift(moment.Value, length.Exact));
        }

        var aim = new LocalAim(Calendar.Shift(start.Date, length.Months, length.Days) + start.TimeOfDay, length.Exact);
        return offset.At is { } time ? new LocalAim(LocalTimes.ToDate(aim.In(zone), zone) + time, Duration.Zero) : aim;
    }

    private static MomentAnswer OnDays(DaysMoment moment, Instant now, DateTimeZone zone)
    {
        var local = LocalTimes.ToLocal(now, zone);
        if (moment.To is { } to && IsInside(moment, to, local))
        {
            return MomentAnswer.Now;
        }

        // A week and a day: today's moment may be past.
        for (var date = local.Date; date <= local.Date.PlusDays(7); date = date.PlusDays(1))
        {
            if (moment.Days.Includes(date.DayOfWeek) && LocalTimes.ToInstant(date + moment.From, zone) >= now)
            {
                return Answer(new LocalAim(date + moment.From, Duration.Zero), now, zone);
            }
        }

        return MomentAnswer.Missing;
    }

    /// <summary>Half-open; a window over midnight belongs to the day on which it begins.</summary>
    private static bool IsInside(DaysMoment moment, LocalTime to, LocalDateTime local)
    {
        var time = local.TimeOfDay;
        if (moment.From < to)
        {
            return moment.Days.Includes(local.DayOfWeek) && time >= moment.From && time < to;
        }

        return (moment.Days.Includes(local.DayOfWeek) && time >= moment.From)
            || (moment.Days.Includes(local.Date.PlusDays(-1).DayOfWeek) && time < to);
    }

    private static Aim? AimAt(Value value, LocalTime? at, DateTimeZone zone) => (value, at) switch
    {
        (MomentValue moment, null) => new InstantAim(moment.Value),
        _ when LocalOf(value, zone) is { } local => new LocalAim(at is { } time ? local.Date + time : local, Duration.Zero),
        _ => null,
    };

    private static LocalDateTime? LocalOf(Value value, DateTimeZone zone) => value switch
    {
        DateValue date => date.Value.AtMidnight(),
        LocalMomentValue local => local.Value,
        MomentValue moment => LocalTimes.ToLocal(moment.Value, zone),
        _ => null,
    };

    private static MomentAnswer Answer(Aim? aim, Instant now, DateTimeZone zone)
    {
        if (aim is null)
        {
            return MomentAnswer.Missing;
        }

        return aim.In(zone) <= now ? MomentAnswer.Now : new MomentIsAhead(aim);
    }
}
