using NodaTime;
using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Server.Tests.Support;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Server.Tests.Api;

public sealed class CustomersTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Customers_AreShownChangedAndForgotten()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        var page = new Transcript(engine);

        await page.AskAsync("nobody", "GET", "/v1/customers/17");
        await page.AskAsync("a new one", "PATCH", "/v1/customers/17", """{"email":"ada@shop.example","visits":3,"born":"1990-02-01"}""");
        await page.AskAsync("a change", "PATCH", "/v1/customers/17", """{"visits":4,"born":null}""", "application/merge-patch+json");
        await page.AskAsync("no change", "PATCH", "/v1/customers/17", "{}");
        await page.AskAsync("wrong fields", "PATCH", "/v1/customers/17", """{"emial":"x","visits":-1,"language":"fr","born":"1990-02-30"}""");
        await page.AskAsync("no object", "PATCH", "/v1/customers/17", "[]");
        await page.AskAsync("no JSON", "PATCH", "/v1/customers/17", "email=x");
        await page.AskAsync("a form", "PATCH", "/v1/customers/17", "email=x", "application/x-www-form-urlencoded");
        await page.AskAsync("an address as a key", "PATCH", "/v1/customers/ada@shop.example", """{"visits":1}""");
        await page.AskAsync("an order", "POST", "/v1/events", """{"id":"1","type":"order_placed","subject":"17","data":{"order_id":"1","total":140,"note":"ring twice"}}""");
        await page.AskAsync("segments", "GET", "/v1/customers/17/segments");
        await page.AskAsync("segments of nobody", "GET", "/v1/customers/18/segments");
        await page.AskAsync("consent", "PUT", "/v1/customers/17/consents/email/marketing", """{"granted":true,"source":"sign-up form"}""");
        await page.AskAsync("withdrawn", "PUT", "/v1/customers/17/consents/email/marketing", """{"granted":false}""");
        await page.AskAsync("an older word", "PUT", "/v1/customers/17/consents/email/marketing", """{"granted":true,"at":"2026-03-01T10:00:00Z"}""");
        await page.AskAsync("a word of tomorrow", "PUT", "/v1/customers/17/consents/email/marketing", """{"granted":true,"at":"2026-03-03T10:00:00Z"}""");
        await page.AskAsync("by a clock that is ahead", "PUT", "/v1/customers/17/consents/email/marketing", """{"granted":true,"at":"2026-03-02T10:04:00Z"}""");
        await page.AskAsync("and withdrawn after all", "PUT", "/v1/customers/17/consents/email/marketing", """{"granted":false}""");
        await page.AskAsync("an unclear word", "PUT", "/v1/customers/17/consents/email/marketing", """{"grant":true,"source":7}""");
        await page.AskAsync("an unknown channel", "PUT", "/v1/customers/17/consents/e-mail/marketing", """{"granted":true}""");
        await page.AskAsync("an unknown purpose", "PUT", "/v1/customers/17/consents/email/marketting", """{"granted":true}""");
        await page.AskAsync("the customer", "GET", "/v1/customers/17");
        await page.AskAsync("the timeline", "GET", "/v1/customers/17/timeline?limit=3");
        await page.AskAsync("further down", "GET", "/v1/customers/17/timeline?limit=3&before=2");
        await page.AskAsync("a wrong page", "GET", "/v1/customers/17/timeline?limit=many");
        await page.AskAsync("a wrong place", "GET", "/v1/customers/17/timeline?before=-1");
        await page.AskAsync("everything", "GET", "/v1/customers/17/export");
        await page.AskAsync("forgotten", "DELETE", "/v1/customers/17");
        await page.AskAsync("forgotten again", "DELETE", "/v1/customers/17");
        await page.AskAsync("what is left", "GET", "/v1/customers/17");
        await page.AskAsync("and of its history", "GET", "/v1/customers/17/export");
        await page.AskAsync("forget nobody", "DELETE", "/v1/customers/18");

        Baseline.VerifyBeside("customers", page.ToString());
    }

    [Fact]
    public async Task Customer_DocumentIsDamaged_NothingIsClaimed()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        using (var store = SqliteStore.Open(engine.Data, engine.Time))
        {
            await store.CommitAsync(new Commit(Instant.FromUtc(2026, 3, 2, 10, 0)) { Documents = [new(new DocumentRow("17", 0, 1, null, new byte[] { 0 }), 0)] }, CancellationToken.None);
        }

        Assert.Equal(503, (await engine.SendAsync("GET", "/v1/customers/17")).Status);
        Assert.Equal(503, (await engine.SendAsync("GET", "/v1/customers/17/timeline")).Status);
        var erased = await engine.SendAsync("DELETE", "/v1/customers/17");
        Assert.Equal(500, erased.Status);
        Assert.Contains("could not be carried out", erased.Body, StringComparison.Ordinal);
        Assert.Equal(500, (await engine.SendAsync("PATCH", "/v1/customers/17", """{"visits":1}""")).Status);
        Assert.Equal(2, (await engine.History.BacklogAsync(CancellationToken.None)).Parked);
    }

    [Fact]
    public async Task Customer_KeyWithSlash_IsNotTakenForOneWrittenLikeIt()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        await engine.SendAsync("PATCH", "/v1/customers/a%2Fb", """{"visits":1}""");
        await engine.SendAsync("PATCH", "/v1/customers/a%252Fb", """{"visits":2}""");

        Assert.Contains("\"customer\":\"a/b\"", (await engine.SendAsync("GET", "/v1/customers/a%2fb")).Body, StringComparison.Ordinal);
        Assert.Equal(204, (await engine.SendAsync("DELETE", "/v1/customers/a%2Fb")).Status);
        Assert.Contains("\"visits\":2", (await engine.SendAsync("GET", "/v1/customers/a%252Fb")).Body, StringComparison.Ordinal);
        Assert.Equal(["a%2Fb", "a/b"], await engine.History.CustomersAsync("", null, 10, CancellationToken.None));
    }
}
