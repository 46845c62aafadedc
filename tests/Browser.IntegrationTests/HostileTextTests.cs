using Personalization.Journeys.Browser.IntegrationTests.Support;

namespace Personalization.Journeys.Browser.IntegrationTests;

/// <summary>Whatever others send is text and nothing else; <see cref="Visitor"/> sees to it that no script of theirs ran.</summary>
public sealed class HostileTextTests(Chromium chromium) : ShopTests(chromium)
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onfocus='alert(1)' autofocus='")]
    [InlineData("javascript:alert(1)//")]
    [InlineData("a/../../b?c#d%2Fe&f=<g>")]
    [InlineData("..")]
    [InlineData("\u202Egnp.ecived אבג ${7*7} {{7*7}}")]
    [InlineData("日本 👩‍👩‍👧 e\u0301")]
    public async Task KeysAndTexts_AreShownAsTheyAre(string text)
    {
        await using var visitor = await LookAsync("/");
        await visitor.LiveAsync();
        await Shop.OrderAsync(text, 20, text);

        var line = visitor.Page.Locator(".timeline .event").First;
        await Expect(line.Locator(".who")).ToHaveTextAsync(text);
        await Expect(line.Locator(".what")).ToHaveTextAsync($"order_placed {text}, 20.00 GBP");

        await line.Locator(".who").ClickAsync();
        await visitor.SeesAsync("h1", $"Customer {text}");
        await visitor.LiveAsync();

        await visitor.Page.GotoAsync($"/customers?key={Uri.EscapeDataString(text)}");
        await Expect(visitor.Page.Locator(".keys a")).ToHaveTextAsync(text);
        await Expect(visitor.Page.Locator("#search")).ToHaveValueAsync(text);
        await visitor.Page.Locator(".keys a").ClickAsync();
        await visitor.SeesAsync("h1", $"Customer {text}");
    }
}
