using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Tests.Timing;

public sealed class SchedulesTests
{
    private static readonly Location _nowhere = new(new SourceText("test.journey", ""), new Span(0, 0));

    [Theory]
    [InlineData("Europe/Berlin", Weekdays.EveryDay, "06:00", "2025-03-03T05:59", "2025-03-03T06:00+01")]
    [InlineData("Europe/Berlin", Weekdays.EveryDay, "06:00", "2025-03-03T06:00", "2025-03-04T06:00+01")]
    [InlineData("Europe/Berlin", Weekdays.Monday, "06:00", "2025-03-03T06:00", "2025-03-10T06:00+01")]
    [InlineData("Europe/Berlin", Weekdays.EveryDay, "02:30", "2025-03-30T01:59", "2025-03-30T03:00+02")]
    [InlineData("Europe/Berlin", Weekdays.EveryDay, "02:30", "2025-10-25T12:00", "2025-10-26T02:30+02")]
    [InlineData("Europe/Berlin", Weekdays.EveryDay, "02:30", "2025-10-26T02:30", "2025-10-27T02:30+01")]
    [InlineData("Pacific/Apia", Weekdays.Friday, "10:00", "2011-12-29T12:00", "2011-12-31T00:00+14")]
    public void Next_WeekdaysAndTime_IsStrictlyLater(string zone, Weekdays days, string at, string after, string expected)
    {
        var tz = DateTimeZoneProviders.Tzdb[zone];

        Assert.Equal(CalendarTests.At(expected), Schedules.Next(days, Time(at), CalendarTests.Local(after, tz), tz));
    }

    [Fact]
    public void Next_NoDay_IsNever() =>
        Assert.Null(Schedules.Next(Weekdays.None, LocalTime.Noon, CalendarTests.At("2025-03-03T05:59+00"), DateTimeZone.Utc));

    [Theory]
    [InlineData("1990-03-05", 0, true, "09:00", "2025-03-03T00:00", "2025-03-05T09:00+00")]
    [InlineData("1990-03-05", 0, true, "09:00", "2025-03-05T09:00", "2026-03-05T09:00+00")]
    [InlineData("1992-02-29", 0, true, "09:00", "2025-01-01T00:00", "2025-02-28T09:00+00")]
    [InlineData("1992-02-29", 0, true, "09:00", "2024-01-01T00:00", "2024-02-29T09:00+00")]
    [InlineData("1990-01-02", 7, true, "09:00", "2025-12-20T00:00", "2025-12-26T09:00+00")] // next year's anniversary, this year's instant
    [InlineData("1990-12-30", 7, false, "09:00", "2025-01-01T00:00", "2025-01-06T09:00+00")] // last year's anniversary
    [InlineData("2025-03-05", 0, true, "09:00", "2025-03-03T00:00", "2026-03-05T09:00+00")] // the date itself is no anniversary
    [InlineData("2040-03-05", 0, true, "09:00", "2025-03-03T00:00", "2041-03-05T09:00+00")]
    public void Next_Anniversary_ComesEachYear(string date, int days, bool before, string at, string after, string expected)
    {
        var trigger = Trigger(anniversary: true, days, before, at);

        var next = Schedules.Next(trigger, new DateValue(LocalDatePattern.Iso.Parse(date).Value), CalendarTests.Local(after, DateTimeZone.Utc), DateTimeZone.Utc);

        Assert.Equal(CalendarTests.At(expected), next);
    }

    [Fact]
    public void Next_Date_ComesOnce()
    {
        var trigger = Trigger(anniversary: false, days: 3, before: true, "10:00");
        var value = new DateValue(new LocalDate(2025, 4, 2));

        Assert.Equal(CalendarTests.At("2025-03-30T10:00+00"), Schedules.Next(trigger, value, CalendarTests.At("2025-03-03T00:00+00"), DateTimeZone.Utc));
        Assert.Null(Schedules.Next(trigger, value, CalendarTests.At("2025-03-30T10:00+00"), DateTimeZone.Utc));
        Assert.Null(Schedules.Next(trigger, Value.Missing, CalendarTests.At("2025-03-30T10:00+00"), DateTimeZone.Utc));
    }

    private static DateTrigger Trigger(bool anniversary, int days, bool before, string at) =>
        new(anniversary, new OffsetMoment(CalendarDuration.OfDays(days), before, new Constant(Value.Missing, DataType.Date, null), Time(at)), _nowhere);

    private static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;
}
