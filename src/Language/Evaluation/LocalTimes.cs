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
    // The calendar ends before the instants do; far beyond any customer both stand still.
    public static readonly Instant Earliest = Instant.FromUtc(-9000, 1, 1, 0, 0);
    public static readonly Instant Latest = Instant.FromUtc(9900, 1, 1, 0, 0);

    private static readonly ZoneLocalMappingResolver _resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    public static LocalDateTime ToLocal(Instant instant, DateTimeZone zone) =>
        Instant.Max(Earliest, Instant.Min(Latest, instant)).InZone(zone).LocalDateTime;

    public static LocalDate ToDate(Instant instant, DateTimeZone zone) => ToLocal(instant, zone).Date;

    public static LocalDate ToDate(Value value, DateTimeZone zone) => value switch
    {
        DateValue date => date.Value,
        LocalMomentValue local => local.Value.Date,
        MomentValue moment => ToDate(moment.Value, zone),
        _ => throw new UnreachableException(),
    };

    public static Instant ToInstant(LocalDateTime local, DateTimeZone zone) => local.Year switch
    {
        < -9000 => Earliest,
        >= 9900 => Latest,
        _ => local.InZone(zone, _resolver).ToInstant(),
    };

    public static Instant ToInstant(Value value, DateTimeZone zone) => value switch
    {
        MomentValue moment => moment.Value,
        LocalMomentValue local => ToInstant(local.Value, zone),
        DateValue date => StartOf(date.Value, zone),
        _ => throw new UnreachableException(),
    };

    public static Instant StartOf(LocalDate date, DateTimeZone zone) => ToInstant(date.AtMidnight(), zone);

    /// <summary>The first local midnight strictly after an instant.</summary>
    public static Instant NextMidnight(Instant after, DateTimeZone zone) => StartOf(ToDate(after, zone).PlusDays(1), zone);
}
