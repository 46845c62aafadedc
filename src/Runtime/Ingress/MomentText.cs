using NodaTime;
using NodaTime.Text;

namespace Personalization.Journeys.Runtime.Ingress;

/// <summary>Moments as RFC 3339 writes them, as far as calendars reach.</summary>
public static class MomentText
{
    private const int LastYear = 9899;

    public static Instant? Read(string text) =>
        OffsetDateTimePattern.Rfc3339.Parse(text).TryGetValue(default, out var moment) && moment.Year is > 0 and <= LastYear ? moment.ToInstant() : null;
}
