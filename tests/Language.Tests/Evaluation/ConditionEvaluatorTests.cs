using Personalization.Journeys.Language.Evaluation;

namespace Personalization.Journeys.Language.Tests.Evaluation;

public sealed class ConditionEvaluatorTests
{
    [Theory]
    [InlineData("", "customer.tier = \"gold\"", "orders_30d = 3")]
    [InlineData("orders_30d  =  4", "customer.tier = \"gold\"", "orders_30d  =  4", "customer.age > 3")]
    [InlineData("customer.age > 3", "customer.tier = \"gold\"", "customer.age > 3")]
    [InlineData("not customer.age > 3", "not customer.age > 3")]
    [InlineData("", "any of:", "  customer.age > 3", "  orders_30d = 3")]
    [InlineData("any of", "any of:", "  customer.age > 3", "  orders_30d = 4")]
    [InlineData("none of", "none of:", "  orders_30d = 4", "  orders_30d = 3")]
    [InlineData("none of", "none of:", "  orders_30d = 4", "  customer.age > 3")]
    [InlineData("", "none of:", "  orders_30d = 4", "  orders_30d = 5")]
    [InlineData("orders_30d = 4", "all of:", "  customer.tier = \"gold\"", "  orders_30d = 4")]
    [InlineData("", "any of:", "  none of:", "    orders_30d = 4", "  customer.age > 3")]
    public void Check_OfLines_NamesTheFirstThatIsNotYes(string reason, params string[] lines)
    {
        var result = ConditionEvaluator.Check(Written.Conditions(lines), Written.Someone());

        Assert.Equal(reason.Length == 0, result.Yes);
        Assert.Equal(reason.Replace("  ", " ", StringComparison.Ordinal), result.Reason);
    }

    [Theory]
    [InlineData("customer.age (missing) > 3", "customer.age > 3")]
    [InlineData("orders_30d (3) = 4", "all of:", "  customer.tier = \"gold\"", "  orders_30d = 4")]
    [InlineData("any of (customer.age (missing) > 3; none of (orders_30d (3) = 3))", "any of:", "  customer.age > 3", "  none of:", "    orders_30d = 3")]
    public void Trace_OfTheFirstNo_ShowsItsValues(string trace, params string[] lines)
    {
        var someone = Written.Someone();
        var result = ConditionEvaluator.Check(Written.Conditions(lines), someone);

        Assert.Equal(trace, ConditionEvaluator.Trace(result.FirstNo!, someone));
    }
}
