using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>
/// Time since entry, from the earliest to the latest; without <see cref="Latest"/> the text alone can not tell.
/// Holds by quiet hours and caps, and what channels and webhooks take, are not in it.
/// </summary>
public readonly record struct Elapsed(Duration Earliest, Duration? Latest)
{
    public static readonly Elapsed Zero = new(Duration.Zero, Duration.Zero);

    public Elapsed Plus(Elapsed other) => new(Earliest + other.Earliest, Latest + other.Latest);

    public Elapsed Plus(Duration exact) => Plus(new Elapsed(exact, exact));

    /// <summary>Either of two ways was taken.</summary>
    public Elapsed Or(Elapsed other) => new(
        Duration.Min(Earliest, other.Earliest),
        Latest is { } mine && other.Latest is { } theirs ? Duration.Max(mine, theirs) : null);

    /// <summary>`+30 min`, `+2 d to +5 d`, `from +90 d`.</summary>
    public override string ToString() =>
        Latest is not { } latest ? $"from +{LengthText.Short(Earliest)}"
        : latest == Earliest ? $"+{LengthText.Short(Earliest)}"
        : $"+{LengthText.Short(Earliest)} to +{LengthText.Short(latest)}";

    /// <summary>How long a `wait until` can rest.</summary>
    internal static Elapsed Until(Moment moment)
    {
        if (moment is not DaysMoment { Days: not Weekdays.None } days)
        {
            return new(Duration.Zero, null);
        }

        var longest = 0;
        for (var start = 0; start < 7; start++)
        {
            if (MomentText.Has(days.Days, start))
            {
                longest = Math.Max(longest, Enumerable.Range(1, 7).First(i => MomentText.Has(days.Days, (start + i) % 7)));
            }
        }

        return new(Duration.Zero, Duration.FromDays(longest) - Open(days));
    }

    private static Duration Open(DaysMoment days)
    {
        if (days.To is not { } to)
        {
            return Duration.Zero;
        }

        var open = (to - days.From).ToDuration();
        return open < Duration.Zero ? open + Duration.FromDays(1) : open;
    }
}
