using Microsoft.Playwright;
using Personalization.Journeys.Browser.IntegrationTests.Support;

namespace Personalization.Journeys.Browser.IntegrationTests;

[Collection(InChromium.Name)]
public sealed class HomePageTests(Chromium chromium) : IAsyncLifetime
{
    private Shop _shop = null!;

    public async Task InitializeAsync() => _shop = await Shop.OpenAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Home_SaysWhatRuns_AndChangesInPlace()
    {
        await _shop.OrderAsync("1001", 20);
        await using var visitor = await chromium.VisitAsync(_shop);
        await visitor.SignInAsync();
        await visitor.LiveAsync();

        await visitor.SeesAsync("tr[data-key='welcome 1'] .inside", "1");
        await visitor.SeesAsync("li[data-key=customers] b", "1");
        await visitor.Page.EvaluateAsync("window.stayed = true");

        await _shop.OrderAsync("1002", 20);
        await _shop.OrderAsync("1003", 200);

        await visitor.SeesAsync("tr[data-key='welcome 1'] .inside", "3");
        await visitor.SeesAsync("tr[data-key='welcome 1'] .entered", "3");
        await visitor.SeesAsync("li[data-key=events] b", "3");
        await Assertions.Expect(visitor.Page.Locator(".timeline li").First).ToContainTextAsync("1003");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.stayed"));
    }
}
