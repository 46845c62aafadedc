using NodaTime.Text;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Tests.Timing;

public sealed class CalendarTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2025-03-03T18:00", 0, 1, "00:00", "2025-03-04T18:00+01")]
    [InlineData("America/New_York", "2025-03-08T18:30", 0, 1, "00:00", "2025-03-09T18:30-04")]
    [InlineData("America/New_York", "2025-03-08T18:30", 0, 0, "24:00", "2025-03-09T19:30-04")]
    [InlineData("America/New_York", "2025-03-08T02:30", 0, 1, "00:00", "2025-03-09T03:00-04")] // the gap
    [InlineData("America/New_York", "2025-03-08T02:30", 0, 1, "01:00", "2025-03-09T04:00-04")] // the exact part counts from after the gap
    [InlineData("America/New_York", "2025-11-01T01:30", 0, 1, "00:00", "2025-11-02T01:30-04")] // twice: the first
    [InlineData("America/New_York", "2025-11-01T01:30", 0, 1, "01:00", "2025-11-02T01:30-05")]
    [InlineData("America/New_York", "2025-11-01T12:00", 0, 1, "00:00", "2025-11-02T12:00-05")]
    [InlineData("UTC", "2025-01-31T08:00", 1, 0, "00:00", "2025-02-28T08:00+00")]
    [InlineData("UTC", "2024-01-31T08:00", 1, 0, "00:00", "2024-02-29T08:00+00")]
    [InlineData("UTC", "2024-02-29T08:00", 12, 0, "00:00", "2025-02-28T08:00+00")]
    [InlineData("UTC", "2025-01-31T08:00", 1, 1, "00:00", "2025-03-01T08:00+00")] // months clip before days are added
    [InlineData("Australia/Lord_Howe", "2025-10-04T02:15", 0, 1, "00:00", "2025-10-05T02:30+11")] // half an hour is missing
    [InlineData("Australia/Lord_Howe", "2025-04-05T01:45", 0, 1, "00:00", "2025-04-06T01:45+11")] // half an hour comes twice
    [InlineData("Australia/Lord_Howe", "2025-04-05T01:45", 0, 1, "00:30", "2025-04-06T01:45+10:30")]
    [InlineData("Pacific/Apia", "2011-12-29T10:00", 0, 1, "00:00", "2011-12-31T00:00+14")] // a day that never was
    public void Add_CalendarAndExactParts_KeepsTheLocalTime(string zone, string start, int months, int days, string exact, string expected)
    {
        var tz = DateTimeZoneProviders.Tzdb[zone];
        var length = new CalendarDuration(months, days, DurationPattern.CreateWithInvariantCulture("HH:mm").Parse(exact).Value);

        var result = Calendar.Add(Local(start, tz), length, tz);

        Assert.Equal(At(expected), result);
    }

    [Theory]
    [InlineData("UTC", "2025-03-31T08:00", 1, 0, 0, "2025-02-28T08:00+00")]
    [InlineData("America/New_York", "2025-03-09T18:30", 0, 1, 0, "2025-03-08T18:30-05")]
    [InlineData("America/New_York", "2025-03-10T02:30", 0, 1, 0, "2025-03-09T03:00-04")]
    [InlineData("UTC", "2025-03-01T01:00", 0, 1, 2, "2025-02-27T23:00+00")]
    public void Subtract_CalendarAndExactParts_KeepsTheLocalTime(string zone, string start, int months, int days, int hours, string expected)
    {
        var tz = DateTimeZoneProviders.Tzdb[zone];

        Assert.Equal(At(expected), Calendar.Add(Local(start, tz), -new CalendarDuration(months, days, Duration.FromHours(hours)), tz));
    }

    [Fact]
    public void Add_BeyondTheCalendar_StaysAtItsEnd()
    {
        var start = At("2025-01-01T00:00+00");

        Assert.Equal(LocalTimes.Latest, Calendar.Add(start, CalendarDuration.OfMonths(int.MaxValue), DateTimeZone.Utc));
        Assert.Equal(LocalTimes.Latest, Calendar.Add(start, CalendarDuration.OfDays(int.MaxValue), DateTimeZone.Utc));
        Assert.Equal(LocalTimes.Latest, Calendar.Add(start, CalendarDuration.OfExact(Duration.MaxValue), DateTimeZone.Utc));
        Assert.Equal(LocalTimes.Earliest, Calendar.Add(start, -CalendarDuration.OfMonths(int.MaxValue), DateTimeZone.Utc));
        Assert.Equal(LocalTimes.Earliest, Calendar.Add(start, -CalendarDuration.OfDays(int.MaxValue), DateTimeZone.Utc));
    }

    [Theory]
    [InlineData("America/New_York", "2025-03-09T12:00", 23.0)]
    [InlineData("America/New_York", "2025-11-02T12:00", 25.0)]
    [InlineData("Australia/Lord_Howe", "2025-10-05T12:00", 23.5)]
    [InlineData("America/Sao_Paulo", "2018-11-04T12:00", 23.0)] // the day begins at 01:00
    [InlineData("UTC", "2025-11-02T00:00", 24.0)]
    public void DayOf_ClocksChange_HasTheHoursOfThatDay(string zone, string at, double hours)
    {
        var tz = DateTimeZoneProviders.Tzdb[zone];

        var day = Calendar.DayOf(Local(at, tz), tz);

        Assert.Equal(hours, day.Duration.TotalHours);
        Assert.True(day.Contains(Local(at, tz)));
    }

    [Fact]
    public void After_CustomerChangesZone_KeepsTheLocalTime()
    {
        var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var tokyo = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];
        var start = Local("2025-06-01T09:00", berlin);

        var calendar = Calendar.After(start, CalendarDuration.OfDays(2), berlin);
        var exact = Calendar.After(start, CalendarDuration.OfExact(Duration.FromHours(48)), berlin);

        Assert.Equal(At("2025-06-03T09:00+02"), calendar.In(berlin));
        Assert.Equal(At("2025-06-03T09:00+09"), calendar.In(tokyo));
        Assert.Equal(exact.In(berlin), exact.In(tokyo));
    }

    internal static Instant Local(string text, DateTimeZone zone) =>
        LocalTimes.ToInstant(LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value, zone);

    internal static Instant At(string text) =>
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<g>").Parse(text).Value.ToInstant();
}
