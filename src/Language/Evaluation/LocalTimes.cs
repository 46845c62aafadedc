using System.Diagnostics;
using NodaTime;
using NodaTime.TimeZones;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>
/// From local dates and times to instants and back. A local time that does not exist moves to the first instant after
/// the gap; one that exists twice means the first.
/// </summary>
public static class LocalTimes
{
    private static readonly ZoneLocalMappingResolver Resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    // The calendar ends before the instants do; far beyond any customer both stand still.
    private static readonly Instant Earliest = Instant.FromUtc(-9000, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9900, 1, 1, 0, 0);

    public static LocalDateTime ToLocal(Instant instant, DateTimeZone zone) =>
        Instant.Max(Earliest, Instant.Min(Latest, instant)).InZone(zone).LocalDateTime;

    public static Instant ToInstant(LocalDateTime local, DateTimeZone zone) => local.Year switch
    {
        < -9000 => Earliest,
        >= 9900 => Latest,
        _ => local.InZone(zone, Resolver).ToInstant(),
    };

    public static Instant ToInstant(Value value, DateTimeZone zone) => value switch
    {
        MomentValue moment => moment.Value,
        LocalMomentValue local => ToInstant(local.Value, zone),
        DateValue date => ToInstant(date.Value.AtMidnight(), zone),
        _ => throw new UnreachableException(),
    };

    public static LocalDate ToDate(Value value, DateTimeZone zone) => value switch
    {
        DateValue date => date.Value,
        LocalMomentValue local => local.Value.Date,
        MomentValue moment => ToLocal(moment.Value, zone).Date,
        _ => throw new UnreachableException(),
    };

    /// <summary>The next local midnight after an instant.</summary>
    public static Instant NextMidnight(Instant now, DateTimeZone zone) => ToInstant(ToLocal(now, zone).Date.PlusDays(1).AtMidnight(), zone);
}
