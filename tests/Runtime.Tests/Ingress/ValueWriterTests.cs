using System.Text;
using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Ingress;

namespace Personalization.Journeys.Runtime.Tests.Ingress;

public sealed class ValueWriterTests
{
    public static TheoryData<Value, string> Cases => new()
    {
        { new TextValue("a \"b\"\n"), "\"a \\u0022b\\u0022\\n\"" },
        { new NumberValue(12.50m), "12.50" },
        { new PercentValue(0.1m), "0.1" },
        { Value.True, "true" },
        { new MoneyValue(30m, "EUR"), "{\"amount\":30,\"currency\":\"EUR\"}" },
        { new DateValue(new LocalDate(2010, 12, 24)), "\"2010-12-24\"" },
        { new TimeValue(new LocalTime(9, 5)), "\"09:05\"" },
        { new MomentValue(Instant.FromUtc(2010, 12, 24, 9, 0)), "\"2010-12-24T09:00:00Z\"" },
        { new LocalMomentValue(new LocalDateTime(2010, 12, 24, 9, 0)), "\"2010-12-24T09:00:00\"" },
        { new DurationValue(CalendarDuration.OfDays(14)), "\"P14D\"" },
        { new DurationValue(CalendarDuration.OfMonths(14)), "\"P1Y2M\"" },
        { new DurationValue(CalendarDuration.OfExact(Duration.FromHours(30))), "\"PT30H\"" },
        { new DurationValue(CalendarDuration.OfExact(Duration.FromSeconds(90))), "\"PT1M30S\"" },
        { new DurationValue(CalendarDuration.OfExact(Duration.FromSeconds(-90))), "\"PT-1M-30S\"" },
        { new DurationValue(CalendarDuration.Zero), "\"PT0S\"" },
        { new ListValue([new NumberValue(1), Value.Missing]), "[1,null]" },
        { RecordValue.Of(("b", Value.False), ("a", new TextValue("x"))), "{\"a\":\"x\",\"b\":false}" },
        { Value.Missing, "null" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Write_AValue_IsJson(Value value, string expected)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            ValueWriter.Write(json, value);
        }

        Assert.Equal(expected, Encoding.UTF8.GetString(stream.ToArray()));
    }
}
