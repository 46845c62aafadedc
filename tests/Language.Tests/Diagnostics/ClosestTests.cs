using Personalization.Journeys.Language.Diagnostics;

namespace Personalization.Journeys.Language.Tests.Diagnostics;

public sealed class ClosestTests
{
    private static readonly string[] Words = ["days", "day", "send", "split", "set", "order_placed", "order_delivered", "customer"];

    [Theory]
    [InlineData("dyas", "days")]
    [InlineData("sned", "send")]
    [InlineData("order_place", "order_placed")]
    [InlineData("order_palced", "order_placed")]
    [InlineData("costumer", "customer")]
    [InlineData("dasy", "days")]
    [InlineData("dayz", "days")]
    [InlineData("da", "day")]
    [InlineData("cat", null)]
    [InlineData("order", null)]
    [InlineData("", null)]
    [InlineData("send", null)]
    public void To_WrittenWord_FindsWhatWasMeant(string written, string? meant) => Assert.Equal(meant, Closest.To(written, Words.Where(w => w != written)));

    [Fact]
    public void To_TwoEquallyNear_ChoosesTheSameWhateverTheirOrder() =>
        Assert.Equal(Closest.To("sent", ["send", "seat"]), Closest.To("sent", ["seat", "send"]));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("abc", "axc", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_OfTwoWords_CountsSwapsOnce(string left, string right, int distance)
    {
        Assert.Equal(distance, Closest.Distance(left, right));
        Assert.Equal(distance, Closest.Distance(right, left));
    }
}
