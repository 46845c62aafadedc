using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics.Paths;

/// <summary>The local time of day at which a run can be somewhere: from a time, for a length below a day, both ends included.</summary>
internal sealed record DayTime(LocalTime From, Duration Length)
{
    private static readonly Duration _day = Duration.FromDays(1);
    private static readonly Duration _clockChange = Duration.FromHours(1);

    public LocalTime To => From.PlusSeconds((long)Length.TotalSeconds);

    public bool CrossesMidnight => SinceMidnight(From) + Length >= _day;

    public static DayTime At(LocalTime time) => new(time, Duration.Zero);

    public static DayTime Between(LocalTime from, LocalTime to) => new(from, Distance(from, to));

    /// <summary>The time of day after a length, or null when it can be any. Clocks may change on the way.</summary>
    public static DayTime? After(DayTime? start, CalendarDuration length)
    {
        if (start is null || length.Exact == Duration.Zero)
        {
            return start;
        }

        var wider = start.Length + _clockChange + _clockChange;
        return wider >= _day ? null : new DayTime(start.From.PlusSeconds((long)(length.Exact - _clockChange).TotalSeconds), wider);
    }

    /// <summary>The same or later by up to a length.</summary>
    public static DayTime? Within(DayTime? start, Duration upTo) =>
        start is null || start.Length + upTo >= _day ? null : start with { Length = start.Length + upTo };

    public static DayTime? Either(DayTime? a, DayTime? b)
    {
        if (a is null || b is null || a == b)
        {
            return a == b ? a : null;
        }

        var shorter = new[] { Cover(a, b), Cover(b, a) }.MinBy(c => c.Length);
        return shorter is null || shorter.Length >= _day ? null : shorter;
    }

    /// <summary>True when every time of it lies in the quiet hours, which end before <see cref="QuietHours.To"/>.</summary>
    public bool IsInside(QuietHours quiet) =>
        Distance(quiet.From, From) + Length < Distance(quiet.From, quiet.To);

    public bool Touches(QuietHours quiet)
    {
        var length = Distance(quiet.From, quiet.To);
        return Distance(quiet.From, From) < length || Distance(From, quiet.From) <= Length;
    }

    /// <summary>The shortest time from here to a stretch of the day that begins at <paramref name="from"/>.</summary>
    public Duration LeastUntil(LocalTime from, LocalTime? to)
    {
        var target = to is { } end ? Distance(from, end) : Duration.Zero;
        var inside = Distance(from, From) <= target || Distance(From, from) <= Length;
        return inside ? Duration.Zero : Duration.Max(Duration.Zero, Distance(To, from) - _clockChange);
    }

    public static Duration Distance(LocalTime from, LocalTime to)
    {
        var length = SinceMidnight(to) - SinceMidnight(from);
        return length < Duration.Zero ? length + _day : length;
    }

    private static DayTime Cover(DayTime first, DayTime second) =>
        first with { Length = Duration.Max(first.Length, Distance(first.From, second.From) + second.Length) };

    private static Duration SinceMidnight(LocalTime time) => Duration.FromNanoseconds(time.NanosecondOfDay);
}
