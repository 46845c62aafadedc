using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Personalization.Journeys.Server.Security;
using Personalization.Journeys.Server.Tests.Support;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Server.Tests.Security;

public sealed class KeyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryRoute_LetsInOnlyTheKeysThatHaveItsScope()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        var routes = await RoutesAsync(engine);
        var lines = new List<string>();
        foreach (var (method, path) in routes)
        {
            var open = await StatusAsync(engine, method, path, null);
            var wrong = await StatusAsync(engine, method, path, "jk_wrong");
            var allowed = new List<string>();
            foreach (var scope in Scope.All)
            {
                var key = await engine.AddKeyAsync(scope);
                if (await StatusAsync(engine, method, path, key) is not (401 or 403))
                {
                    allowed.Add(scope);
                }
            }

            lines.Add($"{method} {path}: no key {open}, a wrong one {wrong}; {string.Join(", ", allowed)}");
        }

        Baseline.VerifyBeside("scopes", string.Join('\n', lines) + "\n");
    }

    [Fact]
    public async Task AnAnswer_WithoutKey_SaysWhatIsNeeded()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        var page = new Transcript(engine);

        engine.Client.DefaultRequestHeaders.Authorization = null;
        await page.AskAsync("no key", "POST", "/v1/events", "{}");
        engine.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "YWRtaW46YWRtaW4=");
        await page.AskAsync("another scheme", "GET", "/v1/customers/17");
        engine.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "jk_nobody");
        await page.AskAsync("an unknown key", "GET", "/v1/customers/17");
        engine.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await engine.AddKeyAsync(Scope.EventsWrite));
        await page.AskAsync("a key of another scope", "GET", "/v1/customers/17");
        await page.AskAsync("an outcome without the scope", "POST", "/v1/events", """{"id":"1","type":"journeys.message.opened","subject":"17","data":{"send_key":"x"}}""");
        await page.AskAsync("another method", "PUT", "/v1/events", "{}");
        await page.AskAsync("another place", "GET", "/v1/orders");

        Baseline.VerifyBeside("keys", page.ToString());
    }

    [Fact]
    public async Task AKey_IsShownOnce_AndKeptOnlyAsItsHash()
    {
        var engine = await LiveEngine.StartAsync(_folder.Path);
        var first = engine.Key;
        await engine.DisposeAsync();

        Assert.All(Directory.EnumerateFiles(_folder.Path), file => Assert.False(Holds(file, first), $"{Path.GetFileName(file)} holds the key"));

        await using var next = await engine.RestartAsync(change: o => o with { NewKey = [Scope.JourneysRead] });
        Assert.NotNull(next.NewKey);
        Assert.Equal(200, await StatusAsync(next, "GET", "/v1/journeys", next.NewKey));
        Assert.Equal(403, await StatusAsync(next, "GET", "/v1/customers/17", next.NewKey));
        Assert.Equal(404, await StatusAsync(next, "GET", "/v1/customers/17", first));
    }

    [Theory]
    [InlineData("127.0.0.1", 200)]
    [InlineData("localhost:5080", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("shop.example", 421)]
    [InlineData("127.0.0.1.shop.example", 421)]
    public async Task AnotherName_OnALoopbackAddress_IsTurnedAway(string host, int status)
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = host } };

        using var answer = await engine.Client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task NothingOfACustomer_IsLogged()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        await engine.SendAsync("PATCH", "/v1/customers/17", """{"email":"ada@shop.example"}""");
        await engine.PostAsync("""{"id":"1","type":"order_placed","subject":"17","data":{"order_id":"1","total":"ada@shop.example"}}""");
        await engine.SendAsync("GET", "/v1/customers/ada@shop.example");

        Assert.DoesNotContain(engine.Log.Lines, l => l.Contains("ada@", StringComparison.Ordinal) || l.Contains(engine.Key, StringComparison.Ordinal));
    }

    private static bool Holds(string file, string text) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private static async Task<IReadOnlyList<(string Method, string Path)>> RoutesAsync(LiveEngine engine)
    {
        using var document = JsonDocument.Parse((await engine.SendAsync("GET", "/openapi/v1.json")).Body);
        return [.. document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(o => (o.Name.ToUpperInvariant(), path.Name)))];
    }

    private static async Task<int> StatusAsync(LiveEngine engine, string method, string path, string? key)
    {
        using var client = new HttpClient { BaseAddress = engine.Client.BaseAddress };
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal));
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        if (method is "POST" or "PATCH" or "PUT")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
