using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Evaluation;

namespace Personalization.Journeys.Cli.Live;

/// <summary>The time that `CUSTOMER@TIME` asks about: a day, a minute or a second of the customer's clock, an instant with its zone, or the last decision.</summary>
/// <param name="To">Not part of it.</param>
internal sealed record AskedTime(Instant From, Instant To)
{
    public static readonly AskedTime Last = new(Instant.MinValue, Instant.MaxValue);

    private static readonly LocalDateTimePattern[] _minutes =
        [LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"), LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm")];

    private static readonly LocalDateTimePattern[] _seconds =
        [LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"), LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss")];

    public static (AskedTime? Time, Refusal? Refusal) Read(string text, DateTimeZone zone)
    {
        if (text == "last")
        {
            return (Last, null);
        }

        if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day))
        {
            return (new AskedTime(LocalTimes.StartOf(day, zone), LocalTimes.StartOf(day.PlusDays(1), zone)), null);
        }

        if (OffsetDateTimePattern.Rfc3339.Parse(text).TryGetValue(default, out var moment))
        {
            return (Of(moment.ToInstant(), Duration.FromSeconds(1)), null);
        }

        return Local(_minutes, Duration.FromMinutes(1)) ?? Local(_seconds, Duration.FromSeconds(1))
            ?? (null, Refusal.Misuse($"`{text}` is not a time", "write `last`, 2026-03-02, \"2026-03-02 10:00\" by the customer's clock, or 2026-03-02T09:00:00Z"));

        (AskedTime? Time, Refusal? Refusal)? Local(LocalDateTimePattern[] patterns, Duration length)
        {
            foreach (var pattern in patterns)
            {
                if (pattern.Parse(text).TryGetValue(default, out var local))
                {
                    return (Of(LocalTimes.ToInstant(local, zone), length), null);
                }
            }

            return null;
        }
    }

    public bool Holds(Instant at) => at >= From && at < To;

    private static AskedTime Of(Instant at, Duration length) => new(at, at + length);
}
