using Microsoft.Playwright;

namespace Personalization.Journeys.Browser.IntegrationTests.Support;

/// <summary>Tests that each look at a shop of their own.</summary>
[Collection(InChromium.Name)]
public abstract class ShopTests(Chromium chromium) : IAsyncLifetime
{
    protected Shop Shop { get; private set; } = null!;

    public async Task InitializeAsync() => Shop = await Shop.OpenAsync();

    public async Task DisposeAsync() => await Shop.DisposeAsync();

    /// <summary>Somebody who is signed in and looks at a page.</summary>
    protected async Task<Visitor> LookAsync(string path, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var visitor = await chromium.VisitAsync(Shop, width, scheme: scheme);
        await visitor.SignInAsync(path);
        return visitor;
    }

    protected Task<Visitor> StrangerAsync() => chromium.VisitAsync(Shop);

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
