using Microsoft.Playwright;

namespace Personalization.Journeys.Browser.IntegrationTests.Support;

/// <summary>A browser with a page open. Whatever a page must never do is asserted when it leaves.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly Shop _shop;
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    public Visitor(Shop shop, IBrowserContext context, IPage page)
    {
        _shop = shop;
        _context = context;
        Page = page;
        context.Request += (_, request) => NoteIf(!IsOfShop(request.Url), $"asked {request.Url}");
        page.Console += (_, message) => NoteIf(message.Text.Contains("Content Security Policy", StringComparison.Ordinal), message.Text);
        page.PageError += (_, error) => NoteIf(true, error);
        page.Dialog += (_, dialog) =>
        {
            NoteIf(true, $"a dialog said {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    public async Task SignInAsync(string path)
    {
        await Page.GotoAsync(_shop.SignInLink.PathAndQuery);
        await Page.GotoAsync(path);
    }

    /// <summary>Waits until the page is kept fresh.</summary>
    public Task LiveAsync() => Assertions.Expect(Page.Locator("#live")).ToHaveTextAsync("live");

    public Task SeesAsync(string selector, string text) => Assertions.Expect(Page.Locator(selector)).ToHaveTextAsync(text);

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_faults);
    }

    private bool IsOfShop(string url) => url.StartsWith(_shop.Url.ToString(), StringComparison.Ordinal);

    private void NoteIf(bool isFault, string what)
    {
        if (isFault)
        {
            _faults.Add(what);
        }
    }
}
