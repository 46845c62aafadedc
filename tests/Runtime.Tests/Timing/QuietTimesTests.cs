using System.Collections.Immutable;
using NodaTime.Text;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Tests.Timing;

public sealed class QuietTimesTests
{
    [Theory]
    [InlineData("Europe/Berlin", "21:00-08:00", "2025-03-03T20:59", null)]
    [InlineData("Europe/Berlin", "21:00-08:00", "2025-03-03T21:00", "2025-03-04T08:00+01")]
    [InlineData("Europe/Berlin", "21:00-08:00", "2025-03-04T03:00", "2025-03-04T08:00+01")]
    [InlineData("Europe/Berlin", "21:00-08:00", "2025-03-04T08:00", null)] // half-open
    [InlineData("America/New_York", "21:00-08:00", "2025-03-08T21:15", "2025-03-09T08:00-04")] // the short night
    [InlineData("America/New_York", "21:00-08:00", "2025-11-01T21:00", "2025-11-02T08:00-05")] // the long night
    [InlineData("America/New_York", "21:00-02:30", "2025-03-08T23:00", "2025-03-09T03:00-04")] // 02:30 does not exist
    [InlineData("America/New_York", "00:00-01:30", "2025-11-02T00:30", "2025-11-02T01:30-04")]
    [InlineData("UTC", "12:00-13:00 13:00-14:00", "2025-03-03T12:30", "2025-03-03T14:00+00")]
    [InlineData("UTC", "12:00-13:00 21:00-08:00", "2025-03-03T22:00", "2025-03-04T08:00+00")]
    [InlineData("UTC", "12:00-13:00 21:00-08:00", "2025-03-03T11:00", null)]
    public void QuietUntil_Tables_IsTheFirstAllowedInstant(string zone, string spans, string at, string? expected)
    {
        var tz = DateTimeZoneProviders.Tzdb[zone];

        var end = QuietTimes.QuietUntil(Spans(spans), CalendarTests.Local(at, tz), tz);

        Assert.Equal(expected is null ? null : CalendarTests.At(expected), end);
    }

    [Fact]
    public void QuietUntil_TheHourThatComesTwice_IsQuietBothTimes()
    {
        var tz = DateTimeZoneProviders.Tzdb["America/New_York"];
        var second = CalendarTests.At("2025-11-02T01:10-05");

        Assert.Equal(CalendarTests.At("2025-11-02T01:30-05"), QuietTimes.QuietUntil(Spans("00:00-01:30"), second, tz));
        Assert.Equal(CalendarTests.At("2025-11-02T01:00-05"), QuietTimes.OpenUntil(Spans("00:00-01:30"), CalendarTests.At("2025-11-02T01:40-04"), tz));
    }

    [Theory]
    [InlineData("00:00-12:00 12:00-00:00")]
    [InlineData("08:00-21:00 20:00-09:00")]
    public void QuietUntil_TheWholeDay_NeverEnds(string spans) =>
        Assert.Equal(LocalTimes.Latest, QuietTimes.QuietUntil(Spans(spans), CalendarTests.At("2025-11-02T01:10+00"), DateTimeZone.Utc));

    [Theory]
    [InlineData("21:00-08:00", "2025-03-03T18:00", "2025-03-03T21:00+00")]
    [InlineData("21:00-08:00", "2025-03-03T08:00", "2025-03-03T21:00+00")]
    [InlineData("21:00-08:00", "2025-03-03T22:00", "2025-03-03T22:00+00")]
    [InlineData("00:00-06:00", "2025-03-03T18:00", "2025-03-04T00:00+00")]
    [InlineData("09:00-10:00 12:00-13:00", "2025-03-03T10:00", "2025-03-03T12:00+00")]
    [InlineData("", "2025-03-03T10:00", null)]
    public void OpenUntil_Tables_IsTheNextStartOfQuiet(string spans, string at, string? expected) =>
        Assert.Equal(
            expected is null ? null : CalendarTests.At(expected),
            QuietTimes.OpenUntil(Spans(spans), CalendarTests.Local(at, DateTimeZone.Utc), DateTimeZone.Utc));

    // Around both changes of the clock, every 37 minutes: the answer is what reading the wall clock minute by minute gives.
    [Theory]
    [InlineData("America/New_York", "2025-03-08T00:00")]
    [InlineData("America/New_York", "2025-11-01T00:00")]
    [InlineData("Europe/Berlin", "2025-10-25T00:00")]
    [InlineData("Australia/Lord_Howe", "2025-04-05T00:00")]
    [InlineData("Australia/Lord_Howe", "2025-10-04T00:00")]
    [InlineData("America/Sao_Paulo", "2018-11-03T00:00")]
    public void QuietAndOpen_AroundAChangeOfTheClock_AgreeWithTheWallClock(string zone, string start, string spans = "21:00-08:00 01:15-02:10 12:00-12:30 00:20-00:40")
    {
        var tz = DateTimeZoneProviders.Tzdb[zone];
        foreach (var hours in spans.Split(' ').Select(Spans).Append(Spans(spans)))
        {
            var first = CalendarTests.Local(start, tz);
            for (var at = first; at < first + Duration.FromHours(60); at += Duration.FromMinutes(37))
            {
                Assert.Equal(Scan(at, t => !QuietTimes.IsQuiet(hours, t, tz)), QuietTimes.QuietUntil(hours, at, tz) ?? at);
                Assert.Equal(Scan(at, t => QuietTimes.IsQuiet(hours, t, tz)), QuietTimes.OpenUntil(hours, at, tz));
            }
        }
    }

    private static Instant Scan(Instant from, Func<Instant, bool> found)
    {
        while (!found(from))
        {
            from += Duration.FromMinutes(1);
        }

        return from;
    }

    private static ImmutableArray<QuietHours> Spans(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(span => span.Split('-')).Select(ends => new QuietHours(Time(ends[0]), Time(ends[1]))),
    ];

    private static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;
}
