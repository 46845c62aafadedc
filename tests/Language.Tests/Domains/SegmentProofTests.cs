using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Domains;

/// <summary>What can be proved of a segment from its lines: nobody is in it, everybody is, or neither.</summary>
public sealed class SegmentProofTests
{
    private const string Schema = """
        workspace shop:
          language 1
          time zone "Europe/Berlin"
          currency EUR

        purpose marketing

        customer:
          age number, optional
          points number from 0 to 100, default 0
          tier one of ["basic", "silver", "gold"], default "basic"
          city text, optional
          joined_on date
          is_vip boolean, default false
          tags list of text

        event order_placed:
          total money
          country text

        event app_opened

        metric orders_30d = count of order_placed in last 30 days

        model churn_risk:
          gives number from 0 to 1
          stale after 8 days

        rfm buying:
          from order_placed
          value event.total
          over last 365 days
          scores 1 to 5

        segment grown_up:
          customer.age >= 18

        """;

    [Theory]

    // intervals and finite sets
    [InlineData("customer.age > 30", "customer.age < 20")]
    [InlineData("customer.age > 30", "customer.age <= 30")]
    [InlineData("customer.age = 3", "customer.age != 3")]
    [InlineData("customer.age in [1, 2, 3]", "customer.age between 5 and 9")]
    [InlineData("customer.age in [1, 2, 3]", "customer.age not in [1, 2, 3]")]
    [InlineData("customer.tier = \"gold\"", "customer.tier = \"basic\"")]
    [InlineData("customer.tier in [\"gold\", \"silver\"]", "customer.tier = \"basic\"")]
    [InlineData("customer.tier != \"gold\"", "customer.tier != \"silver\"", "customer.tier != \"basic\"")]
    [InlineData("customer.city = \"Ulm\"", "customer.city = \"Bonn\"")]
    [InlineData("customer.joined_on < 2020-01-01", "customer.joined_on > 2021-01-01")]
    [InlineData("customer.is_vip", "not customer.is_vip")]
    [InlineData("customer.is_vip = true", "customer.is_vip = false")]
    [InlineData("customer.tags contains \"a\"", "not customer.tags contains \"a\"")]
    [InlineData("consent email for marketing", "not consent email for marketing")]
    [InlineData("customer.age > 3 and customer.age < 2")]
    [InlineData("not (customer.age > 3 or customer.age < 5)")]

    // absence
    [InlineData("customer.age is missing", "customer.age > 3")]
    [InlineData("customer.age is missing", "customer.age is known")]
    [InlineData("customer.age default 0 > 3", "customer.age is missing")]
    [InlineData("customer.age is missing", "not (customer.age > 3)")]
    [InlineData("customer.points is missing")]
    [InlineData("customer.age default 10 < 5", "customer.age default 10 > 6")]

    // groups and other segments
    [InlineData("any of:", "  customer.age < 3", "  customer.age > 9", "customer.age = 5")]
    [InlineData("none of:", "  customer.age < 3", "  customer.age >= 3", "customer.age is known")]
    [InlineData("in segment grown_up", "customer.age < 10")]
    [InlineData("in segment grown_up", "not in segment grown_up")]
    [InlineData("not in segment grown_up", "customer.age > 20")]

    // windows
    [InlineData("orders_30d > 3", "count of order_placed in last 90 days < 3")]
    [InlineData("count of order_placed in last 7 days >= 10", "count of order_placed in last 30 days < 5")]
    [InlineData("count of order_placed between 60 days ago and 30 days ago >= 2", "count of order_placed in last 90 days <= 1")]
    [InlineData("count of order_placed between 60 days ago and 30 days ago >= 2", "count of order_placed ever = 0")]
    [InlineData("count of order_placed where (event.country = \"DE\") in last 30 days >= 2", "orders_30d < 2")]
    [InlineData("orders_30d > 3", "time since last order_placed > 60 days")]
    [InlineData("orders_30d > 3", "time since last order_placed is missing")]
    [InlineData("orders_30d = 0", "time since last order_placed < 10 days")]
    [InlineData("count of order_placed ever = 0", "time since last order_placed > 10 days")]
    [InlineData("count of order_placed ever = 0", "last order_placed.total > 3 EUR")]
    [InlineData("orders_30d = 0", "sum of order_placed.total in last 30 days > 10 EUR")]
    [InlineData("orders_30d = 0", "sum of order_placed.total in last 7 days is known")]
    [InlineData("time since last order_placed > 60 days", "average of order_placed.total in last 30 days > 3 EUR")]
    [InlineData("max of order_placed.total in last 7 days > 300 EUR", "max of order_placed.total in last 30 days < 200 EUR")]
    [InlineData("orders_30d > 3", "orders_30d < 4")]
    [InlineData("buying.value > 4", "buying.value < 5")]
    public void Lines_ThatExcludeEachOther_LeaveNobody(params string[] lines) => Assert.Equal("JRN0401", Proof(lines));

    [Theory]
    [InlineData("count of order_placed ever >= 0")]
    [InlineData("customer.age is known or customer.age is missing")]
    [InlineData("customer.tier in [\"basic\", \"silver\", \"gold\"]")]
    [InlineData("customer.age default 5 > 3 or customer.age <= 3")]
    [InlineData("customer.points between 0 and 100")]
    [InlineData("any of:", "  in segment grown_up", "  not in segment grown_up")]
    public void Lines_ThatAlwaysHold_LeaveEverybody(params string[] lines) => Assert.Equal("JRN0402", Proof(lines));

    [Theory]
    [InlineData("customer.age > 3", "customer.age < 5")]
    [InlineData("customer.age >= 3", "customer.age <= 3")]
    [InlineData("not (customer.age >= 18)", "not (customer.age < 10)")]
    [InlineData("customer.age > 3 or customer.age <= 3")]
    [InlineData("customer.age default 0 < 3", "customer.age is missing")]
    [InlineData("customer.tier != \"gold\"", "customer.tier != \"silver\"")]
    [InlineData("orders_30d > 3", "count of order_placed in last 90 days > 3")]
    [InlineData("orders_30d = 0", "count of order_placed in last 90 days > 3")]
    [InlineData("orders_30d = 0", "count of app_opened in last 7 days > 3")]
    [InlineData("orders_30d > 3", "time since last order_placed < 60 days")]
    [InlineData("orders_30d > 3", "time since first order_placed > 60 days")]
    [InlineData("orders_30d = 0", "time since last order_placed >= 30 days")]
    [InlineData("orders_30d = 0", "sum of order_placed.total in last 90 days > 10 EUR")]
    [InlineData("count of order_placed where (event.country = \"DE\") in last 30 days = 0", "orders_30d > 2")]
    [InlineData("count of order_placed where (event.country = \"DE\") in last 30 days > 0", "count of order_placed where (event.country = \"FR\") in last 30 days = 0")]
    [InlineData("min of order_placed.total in last 7 days > 300 EUR", "min of order_placed.total in last 30 days < 200 EUR")]
    [InlineData("count of order_placed between 60 days ago and 30 days ago = 0", "orders_30d > 3")]
    [InlineData("predict(churn_risk) > 0.5", "predict(churn_risk) < 0.6")]
    [InlineData("buying.value >= 4", "buying.value < 5")]
    [InlineData("customer.city = \"Ulm\"", "customer.city != \"Bonn\"")]
    [InlineData("in segment grown_up", "customer.age < 30")]
    public void Lines_ThatSomeFulfil_ProveNothing(params string[] lines) => Assert.Equal("", Proof(lines));

    [Fact]
    public void Ways_MoreThanCanBeFollowed_ProveNothing()
    {
        var lines = Enumerable.Range(0, 4).SelectMany(i => new[] { "any of:" }.Concat(Enumerable.Range(0, 4).Select(j => $"  count of order_placed in last {(i * 4) + j + 1} days > {j}"))).ToArray();

        Assert.Equal("", Proof([.. lines, "customer.age > 3", "customer.age is known"]));
    }

    private static string Proof(string[] lines)
    {
        var text = Schema + "## Asked about.\nsegment probe:\n" + string.Concat(lines.Select(l => $"  {l}\n"))
            + "\nsegment reader:\n  in segment probe\n  in segment grown_up\n";
        return string.Join(' ', Compiled.Text(text).Diagnostics
            .Where(d => d.Code is "JRN0401" or "JRN0402" && !d.Message.Contains("`reader`", StringComparison.Ordinal))
            .Select(d => d.Code));
    }
}
