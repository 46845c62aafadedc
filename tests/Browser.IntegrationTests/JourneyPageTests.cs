using System.Text.RegularExpressions;
using Personalization.Journeys.Browser.IntegrationTests.Support;

namespace Personalization.Journeys.Browser.IntegrationTests;

public sealed partial class JourneyPageTests(Chromium chromium) : ShopTests(chromium)
{
    [Fact]
    public async Task Boxes_SayWhoStandsThere_AndChangeInPlace()
    {
        await Shop.OrderAsync("1001", 20);
        await using var visitor = await LookAsync("/journeys/welcome");
        await visitor.LiveAsync();
        var wait = visitor.Page.Locator("#picture a[href='#L12']");

        await Expect(wait.Locator(".here")).ToHaveTextAsync("1 here now");
        await Expect(visitor.Page.Locator("#L12 .here")).ToHaveTextAsync("1 here");

        await Shop.OrderAsync("1002", 20);

        await Expect(wait.Locator(".here")).ToHaveTextAsync("2 here now");
        await Expect(wait.Locator(".end")).ToHaveTextAsync("2 so far");
        await Expect(visitor.Page.Locator("#L12 .here")).ToHaveTextAsync("2 here");
        await visitor.SeesAsync("li[data-key=entered] b", "2");
    }

    [Fact]
    public async Task ABox_LeadsToItsLine()
    {
        await using var visitor = await LookAsync("/journeys/welcome");

        await visitor.Page.Locator("#picture a", new() { HasText = "email thank_you" }).ClickAsync();

        await Expect(visitor.Page.Locator("li:target code")).ToHaveTextAsync("    send email thank_you using policy service");
        await Expect(visitor.Page.Locator("li:target")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Counts_SayHowItEnded_AndWhoWasNotLetIn()
    {
        await Shop.OrderAsync("1001", 200);
        await Shop.OrderAsync("1002", 20);
        await Shop.OrderAsync("1002", 20);
        await using var visitor = await LookAsync("/journeys/cross_sell");
        await Expect(visitor.Page.Locator("[data-key='Not let in'] li")).ToHaveTextAsync(ConsentRefused());

        await visitor.Page.GotoAsync("/journeys/welcome");
        await Expect(visitor.Page.Locator("[data-key='How it ended'] li")).ToHaveTextAsync(GoalReached());
        await Expect(visitor.Page.Locator("[data-key=Funnel] li").Last).ToContainTextAsync("goal second order");
    }

    [Fact]
    public async Task AnUnknownJourney_IsNotFound()
    {
        await using var visitor = await StrangerAsync();
        await visitor.Page.GotoAsync(Shop.SignInLink.PathAndQuery);

        var answer = await visitor.Page.GotoAsync("/journeys/no_such_journey");

        Assert.Equal(404, answer!.Status);
        await visitor.SeesAsync("h1", "Not found");
    }

    [GeneratedRegex(@"^\s*consent email for marketing\s*1\s*$")]
    private static partial Regex ConsentRefused();

    [GeneratedRegex(@"^\s*goal second order\s*1\s+50 %\s*$")]
    private static partial Regex GoalReached();
}
