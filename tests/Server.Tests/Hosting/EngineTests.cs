using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Server.Hosting;
using Personalization.Journeys.Server.Tests.Support;

namespace Personalization.Journeys.Server.Tests.Hosting;

/// <summary>From an event over HTTP to a message on the disk, and through everything that can come between.</summary>
public sealed class EngineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AnOrder_IsThankedForAfterItsWait_InAFile()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        await engine.SendAsync("PATCH", "/v1/customers/17", """{"email":"ada@shop.example"}""");
        await engine.PostAsync(Order("1", "17"));
        Assert.Empty(engine.Files("*.eml"));

        await engine.WhenAsync<OutcomeNoted>(() => engine.Time.Advance(Duration.FromSeconds(10)));

        var file = File.ReadAllText(Assert.Single(engine.Files("*.eml")));
        Assert.Contains("Subject: Thank you for 1\r\n", file, StringComparison.Ordinal);
        Assert.Contains("ada@shop.example", file, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"accepted\"", Assert.Single(engine.Index()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWebhook_IsAnswered_AndTheJourneyGoesOnWithTheAnswer()
    {
        await using var service = await LocalService.StartAsync(c => c.Response.WriteAsJsonAsync(new { number = "P-7" }));
        await using var engine = await LiveEngine.StartAsync(_folder.Path, text: LiveShop.Text.Replace("http://127.0.0.1:9/", service.Url.ToString(), StringComparison.Ordinal));
        await engine.SendAsync("PATCH", "/v1/customers/17", """{"push_token":"token-1"}""");

        await engine.WhenAsync<OutcomeNoted>(
            () => engine.PostAsync("""{"id":"1","type":"parcel_wanted","subject":"17","data":{"basket":"b1"}}"""),
            noted => noted.Kind == OutcomeKind.Accepted && noted.Journey == "parcels");

        Assert.Equal("""{"basket":"b1"}""", Assert.Single(service.Bodies));
        Assert.Contains("Parcel P-7", File.ReadAllText(Assert.Single(engine.Files("*.json"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARepeat_IsAcceptedAndChangesNothing()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(202, (await engine.PostAsync(Order("1", "17"))).Status);
        }

        var journal = await engine.History.JournalAsync("17", default);

        Assert.Equal([EventFate.Applied, EventFate.Duplicate, EventFate.Duplicate], journal.Select(r => r.Entry).OfType<EventApplied>().Select(e => e.Fate));
        Assert.Single(journal.Select(r => r.Entry).OfType<Entered>());
    }

    [Fact]
    public async Task ARestart_KeepsEverything_AndWakesWhoWasWaiting()
    {
        var engine = await LiveEngine.StartAsync(_folder.Path);
        await engine.SendAsync("PATCH", "/v1/customers/17", """{"email":"ada@shop.example"}""");
        await engine.PostAsync(Order("1", "17"));
        var before = (await engine.SendAsync("GET", "/v1/customers/17")).Body;

        engine = await engine.RestartAsync();
        await using (engine)
        {
            Assert.Null(engine.NewKey);
            Assert.Equal(before, (await engine.SendAsync("GET", "/v1/customers/17")).Body);

            await engine.WhenAsync<OutcomeNoted>(() => engine.Time.Advance(Duration.FromSeconds(10)));

            Assert.Single(engine.Files("*.eml"));
        }
    }

    [Fact]
    public async Task ASecondEngine_OnTheSameFolder_IsRefused()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);

        var refused = await Assert.ThrowsAsync<StoreException>(async () =>
            await EmbeddedEngine.OpenAsync(new EmbeddedOptions(LiveShop.Compile(), _folder.Path), default));

        Assert.Equal(StoreFault.Locked, refused.Fault);
        Assert.Equal(202, (await engine.PostAsync(Order("1", "17"))).Status);
    }

    [Fact]
    public async Task Stopping_UnderLoad_LosesNothingThatWasAccepted()
    {
        var engine = await LiveEngine.StartAsync(_folder.Path);
        using var accepted = new SemaphoreSlim(0);
        var senders = Enumerable.Range(0, 8).Select(sender => Task.Run(async () =>
        {
            var ids = new List<string>();
            for (var i = 0; ; i++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{sender}-{i}");
                try
                {
                    if ((await engine.PostAsync(Order(id, $"c{sender}"))).Status == 202)
                    {
                        ids.Add(id);
                        accepted.Release();
                        continue;
                    }
                }
                catch (Exception closed) when (closed is HttpRequestException or OperationCanceledException or ObjectDisposedException)
                {
                    return ids;
                }

                return ids;
            }
        })).ToList();
        for (var i = 0; i < 200; i++)
        {
            await accepted.WaitAsync();
        }

        await engine.Host.StopAsync();
        var taken = (await Task.WhenAll(senders)).SelectMany(ids => ids).ToHashSet();
        await using var next = await engine.RestartAsync();

        var journal = await next.History.JournalAsync(0, int.MaxValue, default);
        var applied = journal.Select(r => r.Entry).OfType<EventApplied>().Select(e => e.Id).ToHashSet();
        Assert.True(taken.Count >= 200);
        Assert.Subset(applied, taken);
    }

    [Fact]
    public async Task ACustomer_WhoIsErased_LeavesNoFileAndNoProfile()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        await engine.SendAsync("PATCH", "/v1/customers/17", """{"email":"ada@shop.example"}""");
        await engine.PostAsync(Order("1", "17"));
        await engine.WhenAsync<OutcomeNoted>(() => engine.Time.Advance(Duration.FromSeconds(10)));
        var file = Assert.Single(engine.Files("*.eml"));

        Assert.Equal(204, (await engine.SendAsync("DELETE", "/v1/customers/17")).Status);
        await LiveEngine.GoneAsync(file);

        var export = (await engine.SendAsync("GET", "/v1/customers/17/export")).Body;
        Assert.DoesNotContain("ada@", export, StringComparison.Ordinal);
        Assert.Empty(engine.Files("*.eml"));
    }

    private static string Order(string id, string customer) =>
        $$$"""{"id":"{{{id}}}","source":"shop","type":"order_placed","subject":"{{{customer}}}","data":{"order_id":"{{{id}}}","total":40}}""";
}
