using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics.Paths;

/// <summary>
/// How long something takes: from <see cref="Soonest"/> to <see cref="Planned"/> as it is written, at least
/// <see cref="Least"/> where clocks change, at most <see cref="Most"/> with quiet hours, caps and clock changes as well.
/// Null is no bound. Nothing here is late.
/// </summary>
internal readonly record struct Lengths(Duration Least, Duration Soonest, Duration? Planned, Duration? Most)
{
    private static readonly Duration _clockChange = Duration.FromHours(1);

    public static readonly Lengths None = new(Duration.Zero, Duration.Zero, Duration.Zero, Duration.Zero);

    public static readonly Lengths Unbounded = new(Duration.Zero, Duration.Zero, null, null);

    public static Lengths Exactly(Duration length) => new(length, length, length, length);

    public static Lengths UpTo(Duration length) => new(Duration.Zero, Duration.Zero, length, length);

    /// <summary>A hold that the author did not ask for: it may not happen.</summary>
    public static Lengths Hold(Duration most) => new(Duration.Zero, Duration.Zero, Duration.Zero, most);

    /// <summary>A calendar length: a day has 23 to 25 hours, a month 28 to 31 days.</summary>
    public static Lengths Of(CalendarDuration length)
    {
        if (length.IsExact)
        {
            return Exactly(length.Exact);
        }

        var least = Duration.FromDays((length.Months / 12 * 365) + (length.Months % 12 * 28) + length.Days) + length.Exact - _clockChange;
        var most = Duration.FromDays((length.Months / 12 * 366) + (length.Months % 12 * 31) + length.Days) + length.Exact + _clockChange;
        return new Lengths(Duration.Max(least, Duration.Zero), length.Measured, length.Measured, most);
    }

    public static Lengths operator +(Lengths a, Lengths b) =>
        new(a.Least.Then(b.Least), a.Soonest.Then(b.Soonest), a.Planned.Then(b.Planned), a.Most.Then(b.Most));

    /// <summary>What lies between here and there, both counted from the same start.</summary>
    public static Lengths operator -(Lengths later, Lengths earlier) =>
        new(later.Least - earlier.Least, later.Soonest - earlier.Soonest, later.Planned - earlier.Planned, later.Most - earlier.Most);

    public static Lengths operator *(Lengths a, int times) =>
        new(a.Least.Times(times), a.Soonest.Times(times), a.Planned.Times(times), a.Most.Times(times));

    /// <summary>One of the two.</summary>
    public Lengths Or(Lengths other) => new(Duration.Min(Least, other.Least), Duration.Min(Soonest, other.Soonest), Larger(Planned, other.Planned), Larger(Most, other.Most));

    /// <summary>Both, side by side.</summary>
    public Lengths Beside(Lengths other) => new(Duration.Max(Least, other.Least), Duration.Max(Soonest, other.Soonest), Larger(Planned, other.Planned), Larger(Most, other.Most));

    /// <summary>The same, but it may also take no time.</summary>
    public Lengths OrNone() => this with { Least = Duration.Zero, Soonest = Duration.Zero };

    private static Duration? Larger(Duration? a, Duration? b) => a is { } x && b is { } y ? Duration.Max(x, y) : null;
}
