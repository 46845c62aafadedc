using Personalization.Journeys.Browser.IntegrationTests.Support;

namespace Personalization.Journeys.Browser.IntegrationTests;

public sealed class KeyboardTests(Chromium chromium) : ShopTests(chromium)
{
    [Fact]
    public async Task FromTheTop_ToTheLineOfABox_WithoutAMouse()
    {
        await Shop.OrderAsync("1001", 20);
        await using var visitor = await LookAsync("/");
        var page = visitor.Page;

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(":focus")).ToHaveTextAsync("To the content");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#main")).ToBeFocusedAsync();

        await TabToAsync(visitor, "welcome");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToContainTextAsync("welcome");

        await TabToAsync(visitor, "wait 1 hour");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("li:target code")).ToHaveTextAsync("    wait 1 hour");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/journeys/welcome")]
    [InlineData("/customers/1001")]
    [InlineData("/customers?key=1")]
    public async Task WhereverFocusGoes_ItIsSeen_AndHasAName(string path)
    {
        await Shop.OrderAsync("1001", 20);
        await using var visitor = await LookAsync(path);

        var faults = await visitor.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('a[href], button, input:not([type=hidden], [hidden]), [tabindex="0"]')].flatMap(e => {
              e.focus({ focusVisible: true });
              const name = e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.textContent.trim() || (e.labels && e.labels[0]?.textContent);
              const styles = [e, ...e.querySelectorAll('rect')].map(x => getComputedStyle(x));
              const seen = styles.some(s => s.outlineStyle !== 'none' || parseFloat(s.strokeWidth) >= 3);
              return document.activeElement !== e ? [`${e.outerHTML} takes no focus`] : !seen ? [`${e.outerHTML} shows no focus`] : !name ? [`${e.outerHTML} has no name`] : [];
            })
            """);

        Assert.Empty(faults);
    }

    private static async Task TabToAsync(Visitor visitor, string text)
    {
        for (var i = 0; i < 60; i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<bool>("text => document.activeElement.textContent.includes(text) && document.activeElement.matches('a')", text))
            {
                return;
            }
        }

        Assert.Fail($"`{text}` is not reached by the keyboard.");
    }
}
