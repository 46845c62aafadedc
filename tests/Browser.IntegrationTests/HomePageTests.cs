using Personalization.Journeys.Browser.IntegrationTests.Support;

namespace Personalization.Journeys.Browser.IntegrationTests;

public sealed class HomePageTests(Chromium chromium) : ShopTests(chromium)
{
    [Fact]
    public async Task Home_SaysWhatRuns_AndChangesInPlace()
    {
        await Shop.OrderAsync("1001", 20);
        await using var visitor = await LookAsync("/");
        await visitor.LiveAsync();

        await visitor.SeesAsync("tr[data-key='welcome 1'] .inside", "1");
        await visitor.SeesAsync("li[data-key=customers] b", "1");
        await visitor.Page.EvaluateAsync("window.stayed = true");

        await Shop.OrderAsync("1002", 20);
        await Shop.OrderAsync("1003", 200);

        await visitor.SeesAsync("tr[data-key='welcome 1'] .inside", "3");
        await visitor.SeesAsync("tr[data-key='welcome 1'] .entered", "3");
        await visitor.SeesAsync("li[data-key=events] b", "3");
        await Expect(visitor.Page.Locator(".timeline li").First).ToContainTextAsync("1003");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.stayed"));
    }

    [Fact]
    public async Task WhatChanges_LeavesFocusAndScrollingAlone()
    {
        await Shop.OrderAsync("1001", 20);
        await using var visitor = await LookAsync("/");
        await visitor.LiveAsync();
        var link = visitor.Page.Locator(".timeline a", new() { HasText = "1001" }).First;
        await link.FocusAsync();

        await Shop.OrderAsync("1002", 20);
        await Expect(visitor.Page.Locator(".timeline li").First).ToContainTextAsync("1002");

        await Expect(link).ToBeFocusedAsync();
    }
}
