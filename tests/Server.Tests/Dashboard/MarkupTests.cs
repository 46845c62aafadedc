using Personalization.Journeys.Server.Dashboard;

namespace Personalization.Journeys.Server.Tests.Dashboard;

public sealed class MarkupTests
{
    [Fact]
    public void Text_IsEscaped_AndMarkupIsNot()
    {
        var inner = Markup.Of($"<b>{"<script>"}</b>");

        Assert.Equal("""<p title="&quot;&#39;&amp;">1<b>&lt;script&gt;</b><b>&lt;script&gt;</b></p>""", Markup.Of($"""<p title="{"\"'&"}">{1}{inner}{new[] { inner }}</p>""").Html);
    }

    [Theory]
    [InlineData("1001", "/customers/1001")]
    [InlineData("a-b_c.d", "/customers/a-b_c.d")]
    [InlineData("..", "/customers?id=..")]
    [InlineData("a/b", "/customers?id=a%2Fb")]
    [InlineData("a%2Fb", "/customers?id=a%252Fb")]
    [InlineData("<\"&?#>", "/customers?id=%3C%22%26%3F%23%3E")]
    public void AKey_ThatAPathWouldBreak_GoesIntoTheQuery(string key, string address) => Assert.Equal(address, Addresses.Customer(key));

    [Theory]
    [InlineData("/journeys/welcome?version=1", "/journeys/welcome?version=1")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("welcome", "/")]
    [InlineData("//example.com", "/")]
    [InlineData("/\\example.com", "/")]
    [InlineData("https://example.com", "/")]
    [InlineData("/a\r\nb", "/")]
    public void AfterSigningIn_OneStaysHere(string? asked, string next) => Assert.Equal(next, SignInPage.Next(asked));
}
