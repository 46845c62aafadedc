using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Tests.Timing;

public sealed class MomentsTests
{
    private static readonly DateTimeZone _berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    // 2025-03-03 is a Monday; on 30 March the clocks of Berlin go from 02:00 to 03:00.
    [Theory]
    [InlineData(Weekdays.EveryDay, "09:00", null, "2025-03-03T08:00", "2025-03-03T09:00+01")]
    [InlineData(Weekdays.EveryDay, "09:00", null, "2025-03-03T09:00", "now")]
    [InlineData(Weekdays.EveryDay, "09:00", null, "2025-03-03T09:01", "2025-03-04T09:00+01")]
    [InlineData(Weekdays.EveryDay, "09:00", "11:00", "2025-03-03T10:59", "now")]
    [InlineData(Weekdays.EveryDay, "09:00", "11:00", "2025-03-03T11:00", "2025-03-04T09:00+01")]
    [InlineData(Weekdays.EveryDay, "22:00", "02:00", "2025-03-03T01:00", "now")]
    [InlineData(Weekdays.EveryDay, "22:00", "02:00", "2025-03-03T02:00", "2025-03-03T22:00+01")]
    [InlineData(Weekdays.Monday, "22:00", "02:00", "2025-03-04T01:00", "now")]
    [InlineData(Weekdays.Monday, "22:00", "02:00", "2025-03-03T01:00", "2025-03-03T22:00+01")]
    [InlineData(Weekdays.Saturday, "10:00", null, "2025-03-03T08:00", "2025-03-08T10:00+01")]
    [InlineData(Weekdays.Monday, "10:00", null, "2025-03-03T11:00", "2025-03-10T10:00+01")]
    [InlineData(Weekdays.Weekends, "10:00", null, "2025-03-08T11:00", "2025-03-09T10:00+01")]
    [InlineData(Weekdays.EveryDay, "02:30", null, "2025-03-29T12:00", "2025-03-30T03:00+02")]
    [InlineData(Weekdays.None, "02:30", null, "2025-03-29T12:00", "missing")]
    public void Resolve_Days_IsNowOrTheNextStart(Weekdays days, string from, string? to, string now, string expected) =>
        Assert.Equal(expected, Shown(new DaysMoment(days, Time(from), to is null ? null : Time(to)), Value.Missing, now));

    [Fact]
    public void Resolve_Value_AimsAtItsLocalTime()
    {
        var expression = new Constant(Value.Missing, DataType.Date, null);
        var plain = new ValueMoment(expression, null);
        var atTen = new ValueMoment(expression, new LocalTime(10, 0));
        var date = new DateValue(new LocalDate(2025, 3, 5));
        var local = new LocalMomentValue(new LocalDateTime(2025, 3, 5, 7, 15));
        var moment = new MomentValue(CalendarTests.At("2025-03-05T06:00+00"));

        Assert.Equal("2025-03-05T00:00+01", Shown(plain, date, "2025-03-03T08:00"));
        Assert.Equal("2025-03-05T10:00+01", Shown(atTen, date, "2025-03-03T08:00"));
        Assert.Equal("now", Shown(atTen, date, "2025-03-05T10:00"));
        Assert.Equal("2025-03-05T07:15+01", Shown(plain, local, "2025-03-03T08:00"));
        Assert.Equal("2025-03-05T10:00+01", Shown(atTen, local, "2025-03-03T08:00"));
        Assert.Equal("2025-03-05T07:00+01", Shown(plain, moment, "2025-03-03T08:00"));
        Assert.Equal("2025-03-05T10:00+01", Shown(atTen, moment, "2025-03-03T08:00"));
        Assert.Equal("2025-03-04T07:15+01", Shown(plain, new TimeValue(new LocalTime(7, 15)), "2025-03-03T08:00"));
        Assert.Equal("missing", Shown(plain, Value.Missing, "2025-03-03T08:00"));
        Assert.Equal("missing", Shown(plain, new TextValue("soon"), "2025-03-03T08:00"));
    }

    [Theory]
    [InlineData(0, 3, 0, true, "10:00", "2025-04-02", "2025-03-30T10:00+02")]
    [InlineData(0, 3, 0, true, null, "2025-04-02", "2025-03-30T00:00+01")]
    [InlineData(1, 0, 0, true, "10:00", "2025-05-31", "2025-04-30T10:00+02")]
    [InlineData(0, 3, 0, false, "02:30", "2025-03-27", "2025-03-30T03:00+02")]
    [InlineData(0, 0, 2, false, null, "2025-03-30", "2025-03-30T03:00+02")]
    [InlineData(0, 0, 2, true, "10:00", "2025-03-30", "2025-03-29T10:00+01")]
    [InlineData(0, 3, 0, true, "10:00", "2025-03-01", "now")]
    public void Resolve_Offset_CountsInTheCalendar(int months, int days, int hours, bool before, string? at, string date, string expected)
    {
        var length = new CalendarDuration(months, days, Duration.FromHours(hours));
        var moment = new OffsetMoment(length, before, new Constant(Value.Missing, DataType.Date, null), at is null ? null : Time(at));

        Assert.Equal(expected, Shown(moment, new DateValue(LocalDatePattern.Iso.Parse(date).Value), "2025-03-03T08:00"));
    }

    [Fact]
    public void Resolve_CustomerChangesZoneWhileWaiting_AimsAtTheSameLocalTime()
    {
        var answer = Moments.Resolve(new DaysMoment(Weekdays.EveryDay, new LocalTime(9, 0), null), Value.Missing, CalendarTests.At("2025-06-01T12:00+02"), _berlin);

        var aim = Assert.IsType<MomentIsAhead>(answer).Aim;
        Assert.Equal(CalendarTests.At("2025-06-02T09:00-04"), aim.In(DateTimeZoneProviders.Tzdb["America/New_York"]));
    }

    private static string Shown(Moment moment, Value value, string now) => Moments.Resolve(moment, value, CalendarTests.Local(now, _berlin), _berlin) switch
    {
        MomentIsNow => "now",
        MomentIsMissing => "missing",
        MomentIsAhead ahead => OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<g>").Format(ahead.Aim.In(_berlin).InZone(_berlin).ToOffsetDateTime()),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;
}
