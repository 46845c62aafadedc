using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Server.Security;

namespace Personalization.Journeys.Server.Api;

/// <summary>Where events come in: one, or a batch. Answered when every one is durable or refused.</summary>
internal sealed class EventsApi(EngineLoop loop, ReleaseSet releases, TimeProvider time)
{
    public const int LargestBatch = 8 * 1024 * 1024;

    private const int MostEvents = 5_000;
    private const string Single = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";
    private const string Plain = "application/json";

    private static readonly ImmutableArray<string> _mediaTypes = [Single, Batch, Plain];

    private readonly EventReader _events = new(releases.Current);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events", (HttpContext context, EventsApi api) => api.PostAsync(context))
        .Needs(Scope.EventsWrite)
        .WithName("PostEvents")
        .WithSummary("Takes one event or a batch; 202 when every one is durable or refused.")
        .Accepts<JsonElement>(Single, Batch, Plain)
        .Produces<EventResults>(StatusCodes.Status202Accepted)
        .Produces<ApiProblem>(StatusCodes.Status400BadRequest, Problems.ContentType)
        .Produces<ApiProblem>(StatusCodes.Status413PayloadTooLarge, Problems.ContentType)
        .Produces<ApiProblem>(StatusCodes.Status415UnsupportedMediaType, Problems.ContentType)
        .Produces<EventsProblem>(StatusCodes.Status422UnprocessableEntity, Problems.ContentType)
        .Produces<ApiProblem>(StatusCodes.Status429TooManyRequests, Problems.ContentType)
        .Produces<ApiProblem>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType);

    private async Task<IResult> PostAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context.Request, LargestBatch, _mediaTypes, context.RequestAborted);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var mayReport = context.Features.Get<ApiKey>()!.Allows(Scope.Channel);
        return body.MediaType == Batch || body.MediaType == Plain && IsArray(body.Bytes.Span)
            ? await TakeAllAsync(context, body.Bytes, mayReport)
            : await TakeOneAsync(context, body.Bytes, mayReport);
    }

    private async Task<IResult> TakeOneAsync(HttpContext context, ReadOnlyMemory<byte> json, bool mayReport)
    {
        var arrival = Read(json, mayReport, Now());
        if (arrival.Customer is null)
        {
            var status = arrival.Kind == "too large" ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
            return Problems.Of(status, $"this event can not be taken: {arrival.Kind}", null, FieldError.Of(arrival.Problems));
        }

        var applied = await loop.SubmitAsync(arrival.Customer, arrival.Input!, context.RequestAborted);
        return Refusals.Of(context.Response, applied) ?? Accepted([arrival.Result]);
    }

    private async Task<IResult> TakeAllAsync(HttpContext context, ReadOnlyMemory<byte> json, bool mayReport)
    {
        var split = StrictJson.Split(json);
        if (split.Value is not { } elements)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "this batch can not be read", split);
        }

        if (elements.Count > MostEvents)
        {
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, $"{elements.Count:N0} events, at most {MostEvents:N0} are taken at once");
        }

        var now = Now();
        var arrivals = elements.Select(e => Read(e, mayReport, now)).ToList();
        if (arrivals.Count > 0 && arrivals.TrueForAll(a => a.Customer is null))
        {
            return Results.Json(
                new EventsProblem("about:blank", "no event of this batch can be taken", StatusCodes.Status422UnprocessableEntity, [.. arrivals.Select(a => a.Result)]),
                ApiProblem.Json, Problems.ContentType, StatusCodes.Status422UnprocessableEntity);
        }

        var applied = await Task.WhenAll(arrivals.Where(a => a.Customer is not null).Select(a => loop.SubmitAsync(a.Customer!, a.Input!, context.RequestAborted)));
        var refused = applied.Select(a => Refusals.Of(context.Response, a)).FirstOrDefault(r => r is not null);
        return refused ?? Accepted([.. arrivals.Select(a => a.Result)]);
    }

    private Arrival Read(ReadOnlyMemory<byte> utf8, bool mayReport, Instant now)
    {
        var json = StrictJson.Parse(utf8);
        using var document = json.Value;
        if (document is null)
        {
            return Arrival.No(null, json.Kind, json.Problems);
        }

        var id = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("id", out var named) && named.ValueKind == JsonValueKind.String
            ? named.GetString()
            : null;
        if (OutcomeReader.IsOutcome(document.RootElement) && mayReport)
        {
            var outcome = OutcomeReader.Read(document.RootElement, now);
            return outcome.Value is { } report ? Arrival.Of(id, report.Customer, report.Outcome) : Arrival.No(id, outcome.Kind, outcome.Problems);
        }

        var fit = _events.Read(document.RootElement, now);
        return fit.Value is { } taken ? Arrival.Of(id, taken.Customer, new Events([taken.Event])) : Arrival.No(id, fit.Kind, fit.Problems);
    }

    private static IResult Accepted(ImmutableArray<EventResult> results) =>
        Results.Json(new EventResults(results), ApiProblem.Json, Plain, StatusCodes.Status202Accepted);

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());

    private static bool IsArray(ReadOnlySpan<byte> json) => json.TrimStart(" \t\r\n"u8) is [(byte)'[', ..];

    /// <summary>An event as far as it was understood: an input for a customer, or what is wrong with it.</summary>
    private sealed record Arrival(string? Customer, Input? Input, string Kind, ImmutableArray<FieldProblem> Problems, EventResult Result)
    {
        public static Arrival Of(string? id, string customer, Input input) => new(customer, input, "", [], new EventResult(id, "accepted", null));

        public static Arrival No(string? id, string kind, ImmutableArray<FieldProblem> problems) =>
            new(null, null, kind, problems, new EventResult(id, "rejected", FieldError.Of(problems)));
    }
}

/// <summary>In the order of the batch.</summary>
internal sealed record EventResults(ImmutableArray<EventResult> Results);

/// <param name="Status">`accepted` or `rejected`.</param>
internal sealed record EventResult(string? Id, string Status, ImmutableArray<FieldError>? Errors);

internal sealed record EventsProblem(string Type, string Title, int Status, ImmutableArray<EventResult> Results);
