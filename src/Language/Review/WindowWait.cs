using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>How long a `wait until` on certain days and times can rest.</summary>
internal static class WindowWait
{
    private static readonly Duration _day = Duration.FromDays(1);

    public static Elapsed After(Elapsed start, Moment moment)
    {
        if (moment is not DaysMoment { Days: not Weekdays.None } window)
        {
            return start.Plus(Duration.Zero, null);
        }

        if (start.Clock is not { } clock || window.To < window.From)
        {
            return start.Plus(Duration.Zero, Longest(window)) with { Clock = window.To is null ? window.From : null };
        }

        var waits = Enumerable.Range(0, 7).Select(today => Wait(window, today, clock)).ToList();
        return start.Plus(waits.Min(), waits.Max()) with { Clock = waits.TrueForAll(w => w > Duration.Zero) ? window.From : null };
    }

    private static Duration Wait(DaysMoment window, int today, LocalTime clock)
    {
        var until = (window.From - clock).ToDuration();
        if (window.Days.Includes(IsoDayOfWeek.Monday + today))
        {
            if (until >= Duration.Zero)
            {
                return until;
            }

            if (clock <= window.To)
            {
                return Duration.Zero;
            }
        }

        return (_day * Enumerable.Range(1, 7).First(days => window.Days.Includes(IsoDayOfWeek.Monday + ((today + days) % 7)))) + until;
    }

    /// <summary>From the end of one window to the start of the next, at the longest gap of the week.</summary>
    private static Duration Longest(DaysMoment window)
    {
        var gap = Enumerable.Range(0, 7)
            .Where(day => window.Days.Includes(IsoDayOfWeek.Monday + day))
            .Max(day => Enumerable.Range(1, 7).First(days => window.Days.Includes(IsoDayOfWeek.Monday + ((day + days) % 7))));
        var open = window.To is { } to ? (to - window.From).ToDuration() : Duration.Zero;
        return (_day * gap) - (open < Duration.Zero ? open + _day : open);
    }
}
