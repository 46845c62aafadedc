using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Personalization.Journeys.Recovery.IntegrationTests.Processes;

namespace Personalization.Journeys.Recovery.IntegrationTests.Kills;

/// <summary>
/// Customers of the crash shop. Each fills a basket, pays it when the mail about it lies in the outbox, and goes on to the
/// next when the parcel is on its way. A client repeats an event with the same id until it gets a 202; some repeat it even then.
/// </summary>
internal sealed class Shoppers(EngineProcess engine, string outbox, int customers, int basketsEach)
{
    private readonly Mailbox _mailbox = new(outbox);
    private readonly HashSet<string> _acknowledged = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Ids of events that were answered with 202.</summary>
    public IReadOnlySet<string> Acknowledged => _acknowledged;

    /// <summary>Hears of each 202, with their number so far.</summary>
    public Action<int>? OnAcknowledged { get; init; }

    public int Events => customers * basketsEach * 2;

    public async Task ShopAsync(CancellationToken cancellation)
    {
        using var client = engine.Client();
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var mailbox = _mailbox.WatchAsync(watching.Token);
        await Task.WhenAll(Enumerable.Range(0, customers).Select(number => ShopAsync(client, number, cancellation)));
        await watching.CancelAsync();
        await mailbox;
    }

    private async Task ShopAsync(HttpClient client, int number, CancellationToken cancellation)
    {
        var customer = $"c-{number}";
        await UntilTakenAsync(
            () => client.PatchAsJsonAsync($"/v1/customers/{customer}", new { email = $"{customer}@shop.example", push_token = $"token-{number}" }, cancellation), cancellation);
        for (var n = 0; n < basketsEach; n++)
        {
            var basket = $"{number}-{n}";
            await SendAsync(client, customer, "basket_filled", $"filled-{basket}", new { basket_id = basket, total = 10 + n }, cancellation);
            await _mailbox.ArrivedAsync($"Basket {basket}", cancellation);
            await SendAsync(client, customer, "paid", $"paid-{basket}", new { basket_id = basket }, cancellation);
            await _mailbox.ArrivedAsync($"Parcel of {basket}", cancellation);
        }
    }

    private async Task SendAsync(HttpClient client, string customer, string type, string id, object data, CancellationToken cancellation)
    {
        var @event = new { specversion = "1.0", source = "shop", id, type, subject = customer, time = TimeProvider.System.GetUtcNow(), data };
        var repeats = id.EndsWith('3') ? 2 : 1;
        for (var i = 0; i < repeats; i++)
        {
            await UntilTakenAsync(() => client.PostAsync("/v1/events", Content(@event), cancellation), cancellation);
        }

        lock (_acknowledged)
        {
            _acknowledged.Add(id);
            OnAcknowledged?.Invoke(++_count);
        }
    }

    /// <summary>While the engine is away nothing answers; that is no answer, and is asked again.</summary>
    private static async Task UntilTakenAsync(Func<Task<HttpResponseMessage>> ask, CancellationToken cancellation)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            try
            {
                using var answer = await ask();
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }

                var body = await answer.Content.ReadAsStringAsync(cancellation);
                Assert.True(
                    answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable, $"{(int)answer.StatusCode}: {body}");
            }
            catch (Exception away) when (away is HttpRequestException or IOException)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            await pause.WaitForNextTickAsync(cancellation);
        }
    }

    private static JsonContent Content(object @event) =>
        JsonContent.Create(@event, new System.Net.Http.Headers.MediaTypeHeaderValue("application/cloudevents+json"), JsonSerializerOptions.Web);
}
