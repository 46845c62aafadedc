using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Segments;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Segments;

public sealed class MembershipsTests
{
    private const string Schema = """
        workspace shop:
          language 1
          time zone "America/New_York"
          currency EUR

        customer:
          tier one of ["basic", "gold"], default "basic"
          renewal_date date, optional

        event bought:
          total money
          kind text

        event opened
        event closed

        metric days_quiet = time since last bought

        rfm buying:
          from bought
          value event.total
          over last 30 days
          scores 1 to 5

        """;

    private static readonly string[] Conditions =
    [
        "count of bought in last 3 days >= 2",
        "count of bought in last 36 hours = 0",
        "count of bought between 5 days ago and 2 days ago >= 1",
        "count of bought where (event.kind = \"b\") in last 4 days >= 1",
        "sum of bought.total in last 7 days >= 60 EUR",
        "average of bought.total in last 5 days >= 1.5 * average of bought.total between 10 days ago and 5 days ago",
        "max of bought.total in last 2 days > 30 EUR",
        "distinct of bought.at.date in last 6 days >= 3",
        "distinct of bought.kind in last 4 days >= 2",
        "time since last bought > 2 days",
        "time since last bought >= 2 days",
        "time since last bought < 30 hours",
        "time since first bought <= 4 days",
        "time since last bought = 24 hours",
        "time since last bought where (event.kind = \"a\") != 24 hours",
        "days_quiet between 1 day and 3 days",
        "not (time since last opened > 1 day)",
        "time since last opened < time since last closed default 6 days",
        "time since last opened - time since last closed default 0 hours < 5 hours",
        "time since last opened + 1 day < 3 days",
        "24 hours > time since last opened",
        "now - 3 days < last opened.at",
        "last bought.total where (event.kind = \"a\") in last 3 days >= 20 EUR",
        "last bought.total >= 30 EUR or count of opened ever > 4",
        "happened bought then bought within 12 hours in last 3 days",
        "happened opened then closed within 1 day in last 4 days",
        "happened opened then no closed within 1 day in last 5 days",
        "happened opened then bought within 2 days then no opened within 6 hours in last 6 days",
        "happened bought then bought within 1 day between 6 days ago and 2 days ago",
        "weekday(today) = \"saturday\"",
        "today >= 2025-03-09",
        "now >= 2025-03-09 12:00",
        "month(today) = 3 and time since last bought < 2 days",
        "days_between(today, customer.renewal_date) <= 3",
        "now.hour >= 9 and now.hour < 17",
        "last bought.at.date = today",
        "buying.recency >= 4",
        "buying.frequency >= 2 and buying.value <= 3",
        "in segment s00 and not in segment s09",
        "customer.tier = \"gold\" and count of opened in last 2 days > 1",
    ];

    private static readonly Instant Start = Instant.FromUtc(2025, 2, 24, 0, 0);

    private static readonly Workspace Workspace = Compile();

    private static readonly Facts Facts = Facts.None with
    {
        Rfm = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
            [KeyValuePair.Create("buying", new Fact<RfmCuts>("1", Instant.MinValue, Instant.MinValue, new(
                [Duration.FromHours(6), Duration.FromDays(1), Duration.FromDays(4), Duration.FromDays(9)], [1, 2, 5, 9], [20, 40, 80, 160])))],
            StringComparer.Ordinal),
    };

    // Waking only at events and when it is due must give what asking at every hour gives.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void ChangeAt_OfAnyHistory_IsNeverLate(int seed)
    {
        var events = History(seed);
        var customer = new CustomerDocument("c-1") { Attributes = RecordValue.Of(("tier", new TextValue("gold")), ("renewal_date", new DateValue(new(2025, 3, 20)))) };
        var next = 0;
        var wakes = 0;
        (customer, _) = Memberships.Recompute(Workspace, Facts, customer, Start);
        for (var hour = 1; hour <= 24 * 40; hour++)
        {
            var now = Start + Duration.FromHours(hour);
            while (true)
            {
                var at = next < events.Length ? Instant.Min(events[next].At, customer.MembershipsChangeAt ?? Instant.MaxValue) : customer.MembershipsChangeAt ?? Instant.MaxValue;
                if (at > now)
                {
                    break;
                }

                for (; next < events.Length && events[next].At == at; next++)
                {
                    customer = Histories.Append(Workspace, customer, events[next].Type, at, events[next].Data, at).Customer;
                }

                (customer, _) = Memberships.Recompute(Workspace, Facts, customer, at);
                Assert.True(customer.MembershipsChangeAt is null || customer.MembershipsChangeAt > at, $"due at {customer.MembershipsChangeAt}, at {at}");
                wakes++;
            }

            var (naive, _) = Memberships.Recompute(Workspace, Facts, customer with { Timers = null }, now);
            var missed = naive.Memberships.Keys.Except(customer.Memberships.Keys).Select(s => "entered " + s)
                .Concat(customer.Memberships.Keys.Except(naive.Memberships.Keys).Select(s => "left " + s)).ToList();
            Assert.True(missed.Count == 0, $"at {now}: {string.Join(", ", missed.Select(m => m + " " + Conditions[int.Parse(m[^2..], System.Globalization.CultureInfo.InvariantCulture)]))}");
        }

        Assert.True(wakes > events.Length, "something must move by time alone");
    }

    [Theory]
    [InlineData("count of bought in last 3 days >= 1", 72)]
    [InlineData("time since last bought >= 2 days", 48)]
    [InlineData("time since last bought < 2 days", 48)]
    [InlineData("time since last bought default 9 days < 2 days", 48)]
    [InlineData("count of bought between 5 days ago and 2 days ago = 1", 48)]
    [InlineData("count of bought ever >= 1", null)]
    [InlineData("time since last opened > 1 day", null)]
    [InlineData("time since last bought < time since last bought", null)]
    [InlineData("customer.tier = \"gold\"", null)]
    public void ChangeAt_OfOneEvent_IsExact(string condition, int? hours)
    {
        var workspace = Compile(condition);
        var customer = Histories.Append(workspace, new("c-1"), "bought", Start, Bought(10, "a"), Start).Customer;

        (customer, _) = Memberships.Recompute(workspace, Facts.None, customer, Start);

        Assert.Equal(hours is { } h ? Start + Duration.FromHours(h) : null, customer.MembershipsChangeAt);
    }

    [Theory]
    [InlineData("time since last bought > 2 days")]
    [InlineData("time since last bought <= 2 days")]
    public void ChangeAt_OfAnInclusiveLimit_IsOneTickBehindIt(string condition)
    {
        var workspace = Compile(condition);
        var customer = Histories.Append(workspace, new("c-1"), "bought", Start, Bought(10, "a"), Start).Customer;
        (customer, _) = Memberships.Recompute(workspace, Facts.None, customer, Start);

        var limit = Start + Duration.FromDays(2);
        Assert.Equal(limit + Duration.FromTicks(1), customer.MembershipsChangeAt);
        Assert.Empty(Memberships.Recompute(workspace, Facts.None, customer, limit).Changes);
        Assert.Single(Memberships.Recompute(workspace, Facts.None, customer, limit + Duration.FromTicks(1)).Changes);
    }

    [Fact]
    public void Recompute_OfSegmentsThatAskForOthers_DecidesThoseFirst()
    {
        var workspace = Compile("in segment s02", "customer.tier = \"gold\"", "in segment s01");
        var customer = new CustomerDocument("c-1") { Attributes = RecordValue.Of(("tier", new TextValue("gold"))) };

        var (member, entered) = Memberships.Recompute(workspace, Facts.None, customer, Start);
        var (_, left) = Memberships.Recompute(workspace, Facts.None, member with { Attributes = RecordValue.Empty }, Start);

        Assert.Equal([new("s01", true), new("s02", true), new("s00", true)], entered.AsEnumerable());
        Assert.Equal([new("s01", false), new("s02", false), new("s00", false)], left.AsEnumerable());
    }

    private static Workspace Compile(params string[] conditions)
    {
        var segments = (conditions.Length == 0 ? Conditions : conditions).Select((c, i) => $"segment s{i:00}:\n  {c}\n\n");
        return Compiled.Program(Schema + string.Concat(segments));
    }

    // Many on the hour, so that edges of windows meet; some on the minute, some at the same instant.
    private static ImmutableArray<(Instant At, string Type, RecordValue Data)> History(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 40)
            .Select(_ => (
                At: Start + Duration.FromHours(random.Next(24 * 30)) + Duration.FromMinutes(random.Next(3) == 0 ? random.Next(60) : 0),
                Type: random.Next(3) switch { 0 => "opened", 1 => "closed", _ => "bought" },
                Data: Bought(random.Next(5, 40), random.Next(2) == 0 ? "a" : "b")))
            .OrderBy(e => e.At)];
    }

    private static RecordValue Bought(int total, string kind) => RecordValue.Of(("total", new MoneyValue(total, "EUR")), ("kind", new TextValue(kind)));
}
