using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Personalization.Journeys.Recovery.IntegrationTests.Processes;

/// <summary>A webhook's receiver that drops repeats by `webhook-id`, as the protocol asks: the same answer for the same id.</summary>
internal sealed class ParcelService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, string> _baskets = [];
    private int _calls;

    private ParcelService(WebApplication app) => _app = app;

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Calls as they came, repeats counted.</summary>
    public int Calls => _calls;

    /// <summary>Ids of calls, each with its basket.</summary>
    public IReadOnlyDictionary<string, string> Parcels => _baskets;

    public static async Task<ParcelService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var service = new ParcelService(app);
        app.MapPost("/parcels", service.RegisterAsync);
        await app.StartAsync();
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> RegisterAsync(HttpRequest request)
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        var basket = body.RootElement.GetProperty("basket").GetString()!;
        var id = request.Headers["webhook-id"].ToString();
        lock (_baskets)
        {
            _calls++;
            if (!_baskets.TryAdd(id, basket) && _baskets[id] != basket)
            {
                return Results.StatusCode((int)HttpStatusCode.Conflict);
            }
        }

        return Results.Json(new { number = "P-" + basket });
    }
}
