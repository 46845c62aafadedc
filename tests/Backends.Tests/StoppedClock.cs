using NodaTime;

namespace Personalization.Journeys.Backends.Tests;

internal sealed class StoppedClock : TimeProvider
{
    public static readonly Instant Noon = Instant.FromUtc(2025, 3, 3, 12, 0);

    public override DateTimeOffset GetUtcNow() => Noon.ToDateTimeOffset();
}
