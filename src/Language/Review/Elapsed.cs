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

    /// <summary>The customer's local time of day, where it is known.</summary>
    internal LocalTime? Clock { get; init; }

    /// <summary>A time later that may be shorter or longer.</summary>
    public Elapsed Plus(Duration atLeast, Duration? atMost) => new(Earliest.Then(atLeast), Latest.Then(atMost));

    public Elapsed Plus(Duration exact) => Plus(exact, exact) with { Clock = Clock?.PlusSeconds((long)exact.TotalSeconds) };

    /// <summary>Days and months keep the local time.</summary>
    public Elapsed Plus(CalendarDuration length) => Plus(length.Measured, length.Measured) with { Clock = Clock?.PlusSeconds((long)length.Exact.TotalSeconds) };

    /// <summary>Either of two ways was taken.</summary>
    public Elapsed Or(Elapsed other) => new(
        Duration.Min(Earliest, other.Earliest),
        Latest is { } mine && other.Latest is { } theirs ? Duration.Max(mine, theirs) : null)
    {
        Clock = Clock == other.Clock ? Clock : null,
    };

    /// <summary>`+30 min`, `+2 d to +5 d`, `from +90 d`.</summary>
    public override string ToString() =>
        Latest is not { } latest ? $"from +{LengthText.Short(Earliest)}"
        : latest == Earliest ? $"+{LengthText.Short(Earliest)}"
        : $"+{LengthText.Short(Earliest)} to +{LengthText.Short(latest)}";
}
