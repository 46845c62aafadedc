using Personalization.Journeys.Browser.IntegrationTests.Support;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Browser.IntegrationTests;

public sealed class CustomerPageTests(Chromium chromium) : ShopTests(chromium)
{
    [Fact]
    public async Task Timeline_SaysWhy_AndLeadsToTheLine()
    {
        await Shop.OrderAsync("1001", 200);
        await using var visitor = await LookAsync("/customers/1001");
        var refused = visitor.Page.Locator(".timeline .refused");

        await Expect(refused.Locator(".what")).ToHaveTextAsync("does not enter cross_sell: consent email for marketing: no");
        await refused.Locator("a").ClickAsync();

        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync("cross sell");
        await Expect(visitor.Page.Locator("li:target code")).ToHaveTextAsync("    consent email for marketing");
        await Expect(visitor.Page.Locator("li:target")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Page_SaysWhereARunStands_AndFollowsWhatHappens()
    {
        await Shop.ConsentAsync("1001", Channel.Email, "marketing");
        await Shop.OrderAsync("1001", 20);
        await using var visitor = await LookAsync("/customers/1001");
        await visitor.LiveAsync();

        await Expect(visitor.Page.Locator(".runs .card")).ToContainTextAsync("welcome.journey:12");
        await Expect(visitor.Page.Locator(".timeline .entry")).ToHaveCountAsync(1);

        await Shop.OrderAsync("1001", 20, "second");

        await visitor.SeesAsync(".timeline .goal .what", "goal second_order");
        await Expect(visitor.Page.Locator(".timeline .event").First).ToContainTextAsync("order_placed second, 20.00 GBP");
        await Expect(visitor.Page.Locator("#runs")).ToContainTextAsync("Is inside no journey.");
    }

    [Fact]
    public async Task ConsentsAndAttributes_ShowAtOnce()
    {
        await Shop.KnowAsync("1001", ("language", "en"));
        await using var visitor = await LookAsync("/customers/1001");
        await visitor.LiveAsync();

        await Shop.ConsentAsync("1001", Channel.Email, "marketing");

        await Expect(visitor.Page.Locator("[data-key=consents] dd")).ToContainTextAsync("granted");
    }

    [Fact]
    public async Task PersonalFields_AreMasked_UntilSomebodyAsks()
    {
        await Shop.KnowAsync("1001", ("first_name", "Ada"), ("email", "ada@example.com"), ("language", "de"));
        await using var visitor = await LookAsync("/customers/1001");

        Assert.DoesNotContain("ada@example.com", await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        await Expect(visitor.Page.Locator("[data-key=attributes] dd")).ToHaveTextAsync(["•••", "•••", "de"]);

        await visitor.Page.GetByText("Show personal fields").ClickAsync();
        await Expect(visitor.Page.Locator("[data-key=attributes] dd")).ToHaveTextAsync(["ada@example.com", "Ada", "de"]);

        await visitor.LiveAsync();
        await Expect(visitor.Page.Locator("[data-key=attributes] dd").First).ToHaveTextAsync("ada@example.com");
    }

    [Fact]
    public async Task OlderHistory_IsAPageAway()
    {
        for (var i = 0; i < 60; i++)
        {
            await Shop.OrderAsync("1001", 20, $"order {i}");
        }

        await using var visitor = await LookAsync("/customers/1001");
        await Expect(visitor.Page.Locator(".timeline li").First).ToContainTextAsync("order 59");

        await visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Older" }).ClickAsync();

        await Expect(visitor.Page.Locator(".timeline li").Last).ToContainTextAsync("order 0");
        await visitor.Page.GetByText("Back to the newest").ClickAsync();
        await Expect(visitor.Page.Locator(".timeline li").First).ToContainTextAsync("order 59");
    }

    [Fact]
    public async Task Search_FindsByTheBeginningOfTheKey()
    {
        foreach (var key in new[] { "1001", "1002", "2001" })
        {
            await Shop.OrderAsync(key, 20);
        }

        await using var visitor = await LookAsync("/");
        await visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Searchbox).FillAsync("10");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator(".keys a")).ToHaveTextAsync(["1001", "1002"]);
        await visitor.Page.GetByText("1002").ClickAsync();
        await visitor.SeesAsync("h1", "Customer 1002");
    }
}
