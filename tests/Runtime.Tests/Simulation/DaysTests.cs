using NodaTime;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Runtime.Tests.Timing;

namespace Personalization.Journeys.Runtime.Tests.Simulation;

public sealed class DaysTests
{
    private static readonly DateTimeZone _berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public void Days_BetweenTwoInstants_AreThoseOfTheZone()
    {
        var days = new Days(CalendarTests.At("2025-03-29T12:00+01"), CalendarTests.At("2025-03-31T06:00+02"), _berlin);

        Assert.Equal([new LocalDate(2025, 3, 29), new LocalDate(2025, 3, 30), new LocalDate(2025, 3, 31)], days.Dates.ToArray());
        Assert.Equal(CalendarTests.At("2025-03-30T00:00+01"), days.Start(1));
        Assert.Equal(Duration.FromHours(23), days.End(1) - days.Start(1));
        Assert.Equal(CalendarTests.At("2025-03-31T06:00+02"), days.End(2));
    }

    [Theory]
    [InlineData("2025-03-29T12:00+01", 0, 0)]
    [InlineData("2025-03-29T23:59+01", 0, 0)]
    [InlineData("2025-03-30T00:00+01", 1, 0)] // midnight opens a day and closes the one before
    [InlineData("2025-03-30T00:01+01", 1, 1)]
    [InlineData("2025-03-31T05:00+02", 2, 2)]
    public void Of_Instant_IsItsDay(string at, int of, int endingAt)
    {
        var days = new Days(CalendarTests.At("2025-03-29T12:00+01"), CalendarTests.At("2025-03-31T06:00+02"), _berlin);

        Assert.Equal(of, days.Of(CalendarTests.At(at)));
        Assert.Equal(endingAt, days.EndingAt(CalendarTests.At(at)));
    }

    [Fact]
    public void InOrder_AllWholeNumbers_GoesByNumber()
    {
        Assert.Equal(["9", "10", "100"], Snapshots.InOrder(["100", "9", "10"]).ToArray());
        Assert.Equal(["10", "100", "9", "a"], Snapshots.InOrder(["100", "9", "a", "10"]).ToArray());
    }

    [Theory]
    [InlineData("", "811c9dc5")]
    [InlineData("a", "e40c292c")]
    [InlineData("12346,12347", "80f71ea0")]
    public void Checksum_JoinedKeys_IsFnv1a(string keys, string expected) =>
        Assert.Equal(expected, Snapshots.Checksum([.. keys.Split(',', StringSplitOptions.RemoveEmptyEntries)]));
}
