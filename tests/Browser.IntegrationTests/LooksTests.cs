using Microsoft.Playwright;
using Personalization.Journeys.Browser.IntegrationTests.Support;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Browser.IntegrationTests;

public sealed class LooksTests(Chromium chromium) : ShopTests(chromium)
{
    private static readonly string[] _paths = ["/", "/journeys/win_back", "/journeys/welcome#L13", "/customers/1001", "/customers?key=1", "/journeys/nothing"];

    [Fact]
    public async Task OnAPhone_NothingIsWiderThanThePage()
    {
        await FillAsync();
        await using var visitor = await LookAsync("/", width: 320);
        foreach (var path in _paths)
        {
            await visitor.Page.GotoAsync(path);
            Assert.Equal((path, 320), (path, await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task EveryText_StandsOutFromItsGround(ColorScheme scheme)
    {
        await FillAsync();
        await using var visitor = await LookAsync("/", scheme: scheme);
        foreach (var path in _paths)
        {
            await visitor.Page.GotoAsync(path);
            Assert.Equal((path, ""), (path, string.Join('\n', await visitor.Page.EvaluateAsync<string[]>(Contrast))));
        }
    }

    private async Task FillAsync()
    {
        await Shop.ConsentAsync("1001", Channel.Email, "marketing");
        await Shop.KnowAsync("1001", ("first_name", "Ada"), ("email", "ada@example.com"));
        await Shop.OrderAsync("1001", 200);
        await Shop.OrderAsync("1001", 20);
        await Shop.OrderAsync(new string('x', 250), 20, new string('y', 300));
    }

    // WCAG 2.2, 1.4.3: 4.5 to 1, and 3 to 1 for large text. Text in pictures stands on the box before it.
    private const string Contrast = """
        () => {
          const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
          const rgb = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return canvas.getImageData(0, 0, 1, 1).data; };
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
          const ground = e => {
            const inPicture = e instanceof SVGElement && e.parentElement.querySelector(':scope > rect');
            if (inPicture && e.closest('.box')) return rgb(getComputedStyle(inPicture).fill);
            for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; }
            return [255, 255, 255];
          };
          const texts = [...document.querySelectorAll('body *')]
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim()) && e.checkVisibility() && !e.closest('title, .hidden, .skip'));
          return texts.length < 5 ? ['hardly any text was found'] : texts
            .flatMap(e => {
              const style = getComputedStyle(e);
              const [a, b] = [light(rgb(e instanceof SVGElement ? style.fill : style.color)), light(ground(e))].sort((x, y) => y - x);
              const size = parseFloat(style.fontSize);
              const needed = size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5;
              const ratio = (a + .05) / (b + .05);
              return ratio < needed ? [`${ratio.toFixed(2)} of ${needed}: ${e.outerHTML.slice(0, 120)}`] : [];
            });
        }
        """;
}
