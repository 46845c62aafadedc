using System.Collections.Immutable;
using NodaTime.Text;
using NodaTime;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Evaluation;

namespace Personalization.Journeys.Cli.Data;

/// <summary>Instants as people write them on a command line: a day or a local time of the workspace, or a moment with its zone.</summary>
internal static class Moments
{
    private static readonly LocalDateTimePattern _local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static (Instant At, Refusal? Refusal) Read(string option, string text, DateTimeZone zone)
    {
        if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date))
        {
            return (LocalTimes.StartOf(date, zone), null);
        }

        if (_local.Parse(text).TryGetValue(default, out var local))
        {
            return (LocalTimes.ToInstant(local, zone), null);
        }

        return OffsetDateTimePattern.Rfc3339.Parse(text).TryGetValue(default, out var moment)
            ? (moment.ToInstant(), null)
            : (default, Refusal.Misuse($"`{option} {text}` is not a moment", "write 2010-09-11, \"2010-09-11 09:00\" or 2010-09-11T09:00:00Z"));
    }

    public static (ImmutableArray<Instant> All, Refusal? Refusal) ReadAll(string option, string? list, DateTimeZone zone)
    {
        var all = ImmutableArray.CreateBuilder<Instant>();
        foreach (var text in list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var (at, refusal) = Read(option, text, zone);
            if (refusal is not null)
            {
                return ([], refusal);
            }

            all.Add(at);
        }

        return (all.ToImmutable(), null);
    }

    public static Instant DayOf(Instant at, DateTimeZone zone) => LocalTimes.StartOf(LocalTimes.ToDate(at, zone), zone);

    public static Instant DayAfter(Instant at, DateTimeZone zone) => LocalTimes.NextMidnight(at, zone);
}
