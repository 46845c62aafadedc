using Personalization.Journeys.Browser.IntegrationTests.Support;

namespace Personalization.Journeys.Browser.IntegrationTests;

public sealed class ReconnectTests(Chromium chromium) : ShopTests(chromium)
{
    [Fact]
    public async Task APageThatIsOpen_OutlivesARestart_AndCatchesUp()
    {
        await Shop.OrderAsync("1001", 20);
        await using var visitor = await LookAsync("/journeys/welcome");
        await visitor.LiveAsync();
        await visitor.Page.EvaluateAsync("window.stayed = true");

        await Shop.RestartAsync(meanwhile: () => visitor.SeesAsync("#live", "reconnecting …"));
        await Shop.OrderAsync("1002", 20);

        await visitor.SeesAsync("li[data-key=entered] b", "2");
        await visitor.LiveAsync();
        await Shop.OrderAsync("1003", 20);
        await visitor.SeesAsync("li[data-key=entered] b", "3");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.stayed"));
    }

    [Fact]
    public async Task TheEngine_StopsAtOnce_ThoughPagesAreOpen()
    {
        await using var visitor = await LookAsync("/");
        await visitor.LiveAsync();

        await Shop.RestartAsync().WaitAsync(TimeSpan.FromSeconds(10));

        await visitor.LiveAsync();
    }
}
