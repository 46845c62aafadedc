using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Timing;

/// <summary>
/// Quiet hours by the clock on the customer's wall, half-open: at 08:00 one may send. On the night when the clocks go
/// back the hour that comes twice is quiet both times.
/// </summary>
internal static class QuietTimes
{
    // Spans that touch are walked one after the other; a day can not hold more of them than this.
    private const int LongestChain = 64;

    public static bool IsQuiet(ImmutableArray<QuietHours> spans, Instant at, DateTimeZone zone) =>
        !spans.IsDefaultOrEmpty && IsQuiet(spans, LocalTimes.ToLocal(at, zone).TimeOfDay);

    /// <summary>
    /// When the quiet that holds at this instant ends; null when it is not quiet, <see cref="LocalTimes.Latest"/> when it never ends.
    /// </summary>
    public static Instant? QuietUntil(ImmutableArray<QuietHours> spans, Instant at, DateTimeZone zone)
    {
        if (!IsQuiet(spans, at, zone))
        {
            return null;
        }

        var ends = Turns(spans, at, zone, ends: true);
        return ends.Take(LongestChain).Where(end => !IsQuiet(spans, end, zone)).Select(end => (Instant?)end).FirstOrDefault() ?? LocalTimes.Latest;
    }

    /// <summary>Until when one may send: the next start of quiet, <paramref name="at"/> itself when it is quiet; null without quiet hours.</summary>
    public static Instant? OpenUntil(ImmutableArray<QuietHours> spans, Instant at, DateTimeZone zone)
    {
        if (spans.IsDefaultOrEmpty)
        {
            return null;
        }

        return IsQuiet(spans, at, zone)
            ? at
            : Turns(spans, at, zone, ends: false).Where(start => IsQuiet(spans, start, zone)).Select(start => (Instant?)start).FirstOrDefault();
    }

    private static bool IsQuiet(ImmutableArray<QuietHours> spans, LocalTime time)
    {
        foreach (var span in spans)
        {
            var quiet = span.From <= span.To
                ? time >= span.From && time < span.To
                : time >= span.From || time < span.To;
            if (quiet)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The instants of the next days at which quiet may begin or end, ascending: the ends of spans, and shifts of the clock.</summary>
    private static ImmutableSortedSet<Instant> Turns(ImmutableArray<QuietHours> spans, Instant at, DateTimeZone zone, bool ends)
    {
        var turns = ImmutableSortedSet.CreateBuilder<Instant>();
        void Add(Instant turn)
        {
            if (turn > at)
            {
                turns.Add(turn);
            }
        }

        var today = LocalTimes.ToDate(at, zone);
        for (var day = 0; day <= 3; day++)
        {
            foreach (var span in spans)
            {
                var map = zone.MapLocal(today.PlusDays(day) + (ends ? span.To : span.From));
                if (map.Count == 0)
                {
                    Add(map.LateInterval.Start);
                }
                else
                {
                    Add(map.First().ToInstant());
                    Add(map.Last().ToInstant());
                }
            }
        }

        var interval = zone.GetZoneInterval(at);
        if (interval.HasEnd && interval.End - at < Duration.FromDays(4))
        {
            Add(interval.End);
        }

        return turns.ToImmutable();
    }
}
