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

    public static Instant ToInstant(LocalDateTime local, DateTimeZone zone) => local.InZone(zone, Resolver).ToInstant();

    public static Instant ToInstant(Value value, DateTimeZone zone) => value switch
    {
        MomentValue moment => moment.Value,
        LocalMomentValue local => ToInstant(local.Value, zone),
        DateValue date => date.Value.AtStartOfDayInZone(zone).ToInstant(),
        _ => throw new UnreachableException(),
    };

    public static LocalDate ToDate(Value value, DateTimeZone zone) => value switch
    {
        DateValue date => date.Value,
        LocalMomentValue local => local.Value.Date,
        MomentValue moment => moment.Value.InZone(zone).Date,
        _ => throw new UnreachableException(),
    };

    /// <summary>The next local midnight after an instant.</summary>
    public static Instant NextMidnight(Instant now, DateTimeZone zone) =>
        now.InZone(zone).Date.PlusDays(1).AtStartOfDayInZone(zone).ToInstant();
}
