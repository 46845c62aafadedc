using NodaTime;

namespace Personalization.Journeys.Cli.Demo;

/// <summary>A clock that shows an instant when it is made and runs on from there as another one does.</summary>
internal sealed class LaterTime(Instant start, TimeProvider real) : TimeProvider
{
    private readonly long _made = real.GetTimestamp();

    public override long TimestampFrequency => real.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => start.ToDateTimeOffset() + real.GetElapsedTime(_made);

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);
}
