using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Server.Hosting;
using Personalization.Journeys.Server.Tests.Support;

namespace Personalization.Journeys.Server.Tests.Hosting;

public sealed class ReleaseTests : IDisposable
{
    private const string Order = """{"id":"1","type":"order_placed","subject":"17","data":{"order_id":"1","total":140}}""";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AnEditOfAVersion_ThatSomebodyIsInside_IsRefused_AndNothingChanges()
    {
        var engine = await LiveEngine.StartAsync(_folder.Path);
        await engine.PostAsync(Order);
        await engine.DisposeAsync();

        var edited = LiveShop.Text.Replace("wait 10 seconds", "wait 11 seconds", StringComparison.Ordinal);
        var (opened, problems) = await EmbeddedEngine.OpenAsync(new EmbeddedOptions(LiveShop.Compile(edited), _folder.Path), default);

        Assert.Null(opened);
        Assert.Equal(
            "somebody is inside `thanks` version 1, and its text changed: write `version 2` at main.journey:57, and they finish on the text they know",
            Assert.Single(problems));
        await using var again = await engine.RestartAsync();
        Assert.Contains("\"inside\":[\"thanks\"]", (await again.SendAsync("GET", "/v1/customers/17")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANewVersion_LeavesThoseInsideOnTheOldText()
    {
        var engine = await LiveEngine.StartAsync(_folder.Path);
        await engine.SendAsync("PATCH", "/v1/customers/17", """{"email":"ada@shop.example"}""");
        await engine.PostAsync(Order);

        await using var next = await engine.RestartAsync(LiveShop.Text
            .Replace("journey thanks version 1", "journey thanks version 2", StringComparison.Ordinal)
            .Replace("wait 10 seconds", "wait 10 days", StringComparison.Ordinal)
            .Replace("Thank you for", "Many thanks for", StringComparison.Ordinal));
        Assert.Equal(["~ thanks version 1 -> 2; 1 inside finish on version 1", "what journeys share: schema, segments, policies or templates"], next.Changes);

        await next.WhenAsync<OutcomeNoted>(() => next.Time.Advance(NodaTime.Duration.FromSeconds(10)));

        Assert.Contains("Subject: Thank you for 1\r\n", File.ReadAllText(Assert.Single(next.Files("*.eml"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEditOfAVersion_ThatNobodyIsInside_IsReleased_AndATextThatComesBackToo()
    {
        var engine = await LiveEngine.StartAsync(_folder.Path);
        engine = await engine.RestartAsync(LiveShop.Text.Replace("wait 1 day", "wait 2 days", StringComparison.Ordinal));
        Assert.Equal(["~ offers version 1, which nobody is inside"], engine.Changes);

        engine = await engine.RestartAsync();
        Assert.Equal(["~ offers version 1, which nobody is inside"], engine.Changes);

        await using var same = await engine.RestartAsync();
        Assert.Empty(same.Changes);
    }
}
