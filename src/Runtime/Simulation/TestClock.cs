using System.Collections.Immutable;
using NodaTime.Text;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>The times of a test: local to its customer, and `+D` from its first `at`.</summary>
internal sealed class TestClock
{
    // A test without any `at` has to begin somewhere; the same morning for all of them.
    private static readonly LocalDateTime _noAt = new(2025, 1, 1, 9, 0);

    private static readonly LocalDateTimePattern _minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private static readonly LocalDateTimePattern _seconds = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    private readonly LocalDateTime _first;

    public TestClock(JourneyTest test, DateTimeZone zone)
    {
        Zone = zone;
        _first = test.Happenings.Select(h => h.At).FirstOrDefault(at => at.Date is not null) is { } first
            ? first.Date!.Value + (first.Time ?? LocalTime.Midnight)
            : _noAt;
        Start = LocalTimes.ToInstant(_first, zone);
    }

    public DateTimeZone Zone { get; }

    /// <summary>The first `at`.</summary>
    public Instant Start { get; }

    public Instant At(TestMoment moment) => moment.After is { } length ? Calendar.Add(Start, length, Zone) : LocalTimes.ToInstant(Local(moment), Zone);

    /// <summary>A written time means the whole minute; the hour that comes twice in autumn matches both times.</summary>
    public bool IsAt(Instant at, TestMoment moment)
    {
        if (moment.After is not null)
        {
            return at == At(moment);
        }

        var local = LocalTimes.ToLocal(at, Zone);
        var written = Local(moment);
        return local == written || (written.Second == 0 && local.Date == written.Date && local.Hour == written.Hour && local.Minute == written.Minute)
            || at == At(moment);
    }

    public string Text(Instant at)
    {
        var local = LocalTimes.ToLocal(at, Zone);
        return local.Second == 0 ? _minutes.Format(local) : _seconds.Format(local);
    }

    public ImmutableArray<T> InOrder<T>(IEnumerable<T> items, Func<T, TestMoment> moment) => [.. items.OrderBy(item => At(moment(item)))];

    private LocalDateTime Local(TestMoment moment) => (moment.Date ?? _first.Date) + (moment.Time ?? LocalTime.Midnight);
}
