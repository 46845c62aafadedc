using NodaTime;
using Personalization.Journeys.Language.Evaluation;

namespace Personalization.Journeys.Runtime.Timing;

/// <summary>
/// What a wait aims at. A local time is kept local, so that it can be resolved again when the customer changes zone.
/// </summary>
public abstract record Aim
{
    /// <summary>When the aim is reached in a zone; what is past then ends at once.</summary>
    public abstract Instant In(DateTimeZone zone);
}

public sealed record InstantAim(Instant At) : Aim
{
    public override Instant In(DateTimeZone zone) => At;
}

/// <summary>A local time, and an exact time that is counted from it.</summary>
public sealed record LocalAim(LocalDateTime Local, Duration Then) : Aim
{
    public override Instant In(DateTimeZone zone) => Calendar.Shift(LocalTimes.ToInstant(Local, zone), Then);
}
