using Personalization.Journeys.Browser.IntegrationTests.Support;

namespace Personalization.Journeys.Browser.IntegrationTests;

public sealed class SignInTests(Chromium chromium) : ShopTests(chromium)
{
    [Fact]
    public async Task TheKey_OpensThePageThatWasAskedFor()
    {
        await using var visitor = await StrangerAsync();
        await visitor.Page.GotoAsync("/journeys/welcome?version=1");
        await visitor.SeesAsync("h1", "Sign in");

        await visitor.Page.GetByLabel("Admin key").FillAsync("jk_wrong");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeesAsync("[role=alert]", "This is not a key with the scope admin.");

        await visitor.Page.GetByLabel("Admin key").FillAsync(Shop.AdminKey);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync("welcome");

        var cookie = Assert.Single(await visitor.Page.Context.CookiesAsync());
        Assert.True(cookie.HttpOnly);
        Assert.Equal(Microsoft.Playwright.SameSiteAttribute.Strict, cookie.SameSite);
        Assert.DoesNotContain(Shop.AdminKey, cookie.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALink_SignsInOnce()
    {
        var link = Shop.SignInLink.PathAndQuery;
        await using (var first = await StrangerAsync())
        {
            await first.Page.GotoAsync(link);
            await first.LiveAsync();
        }

        await using var second = await StrangerAsync();
        await second.Page.GotoAsync(link);
        await Expect(second.Page.Locator("[role=alert]")).ToContainTextAsync("used already");
    }

    [Fact]
    public async Task WhoSignsOut_IsAskedAgain()
    {
        await using var visitor = await LookAsync("/");
        await visitor.Page.GetByText("Sign out").ClickAsync();
        await visitor.SeesAsync("h1", "Sign in");

        await visitor.Page.GotoAsync("/customers/1001");

        await visitor.SeesAsync("h1", "Sign in");
    }

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("//example.com/")]
    [InlineData("/\\example.com")]
    public async Task NobodyIsLedAway(string next)
    {
        await using var visitor = await StrangerAsync();
        await visitor.Page.GotoAsync($"/sign-in?next={Uri.EscapeDataString(next)}");
        await visitor.Page.GetByLabel("Admin key").FillAsync(Shop.AdminKey);
        await visitor.Page.Keyboard.PressAsync("Enter");

        await visitor.LiveAsync();
        Assert.Equal(Shop.Url, new Uri(visitor.Page.Url));
    }

    [Theory]
    [InlineData("/dashboard/events")]
    [InlineData("/dashboard/events/customers/1001?show=personal")]
    [InlineData("/dashboard/session")]
    public async Task WithoutASession_NothingIsTold(string path)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Cookie", "journeys=9999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        using var answer = await client.GetAsync(new Uri(Shop.Url, path));

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
