using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Server.Tests.Support;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Server.Tests.Api;

public sealed class JourneysTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Journeys_AreCountedStepByStep()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        await engine.SendAsync("PATCH", "/v1/customers/17", """{"email":"ada@shop.example"}""");
        await engine.PostAsync("""[{"id":"1","type":"order_placed","subject":"17","data":{"order_id":"1","total":140}},{"id":"2","type":"order_placed","subject":"18","data":{"order_id":"2","total":1}}]""");
        await engine.WhenAsync<OutcomeNoted>(() => engine.Time.Advance(Duration.FromSeconds(10)), o => o.Kind == OutcomeKind.Accepted);
        await engine.PostAsync("""{"id":"3","type":"order_placed","subject":"18","data":{"order_id":"3","total":1}}""");
        var page = new Transcript(engine);

        await page.AskAsync("all", "GET", "/v1/journeys");
        await page.AskAsync("one", "GET", "/v1/journeys/thanks");
        await page.AskAsync("who refused", "GET", "/v1/journeys/offers");
        await page.AskAsync("none", "GET", "/v1/journeys/thank");
        await page.AskAsync("alive", "GET", "/healthz");
        await page.AskAsync("ready", "GET", "/readyz");

        Baseline.VerifyBeside("journeys", page.ToString());
    }

    [Fact]
    public async Task TheDocumentOfTheApi_NamesEveryRouteAndItsRefusals()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);

        using var document = JsonDocument.Parse((await engine.SendAsync("GET", "/openapi/v1.json")).Body);

        var lines = document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(o => $"{o.Name.ToUpperInvariant()} {path.Name}: {string.Join(' ', o.Value.GetProperty("responses").EnumerateObject().Select(r => r.Name))}"));
        Baseline.VerifyBeside("openapi", string.Join('\n', lines) + "\n");
    }
}
