using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Timeline;
using Personalization.Journeys.Server.Security;

namespace Personalization.Journeys.Server.Api;

/// <summary>One customer: what is known, changes of it, and being forgotten.</summary>
internal sealed class CustomersApi(EngineLoop loop, ReleaseSet releases, IStore store, IHistory history, TimeProvider time)
{
    private const string Plain = "application/json";

    private static readonly ImmutableArray<string> _changes = [Plain, "application/merge-patch+json"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/customers/{id}", (string id, CustomersApi api, CancellationToken stop) => api.GetAsync(id, stop))
            .Needs(Scope.CustomersRead).WithName("GetCustomer").WithSummary("Profile, consents, segments and journeys of a customer.").Answers<JsonElement>();
        routes.MapPatch("/v1/customers/{id}", (string id, HttpContext context, CustomersApi api) => api.PatchAsync(id, context))
            .Needs(Scope.CustomersWrite).WithName("PatchCustomer").WithSummary("Sets fields of the profile; null clears one. Makes the customer if there is none.")
            .Accepts<JsonElement>(Plain, "application/merge-patch+json").Answers<JsonElement>();
        routes.MapDelete("/v1/customers/{id}", (string id, HttpContext context, CustomersApi api) => api.DeleteAsync(id, context))
            .Needs(Scope.CustomersErase).WithName("EraseCustomer").WithSummary("Forgets a customer for good.").Answers();
        routes.MapGet("/v1/customers/{id}/export", (string id, CustomersApi api, CancellationToken stop) => api.ExportAsync(id, stop))
            .Needs(Scope.CustomersRead).WithName("ExportCustomer").WithSummary("Everything that is kept of a customer, personal data and history included.").Answers<JsonElement>();
        routes.MapGet("/v1/customers/{id}/segments", (string id, CustomersApi api, CancellationToken stop) => api.SegmentsAsync(id, stop))
            .Needs(Scope.CustomersRead).WithName("GetSegments").WithSummary("The segments a customer is in, and since when.").Answers<CustomerSegments>();
        routes.MapPut("/v1/customers/{id}/consents/{channel}/{purpose}", (string id, string channel, string purpose, HttpContext context, CustomersApi api) => api.PutConsentAsync(id, channel, purpose, context))
            .Needs(Scope.CustomersWrite).WithName("PutConsent").WithSummary("Grants or withdraws consent; the newest word counts.")
            .Accepts<ConsentBody>(Plain).Answers<ConsentAnswer>();
    }

    private async Task<IResult> GetAsync(string id, CancellationToken cancellation) =>
        await DocumentAsync(id, cancellation) is { } customer
            ? new JsonAnswer(json => new CustomerJson(releases.Current, customer).WriteState(json, personal: true))
            : CustomerAnswers.Nobody(id);

    private async Task<IResult> ExportAsync(string id, CancellationToken cancellation)
    {
        if (await DocumentAsync(id, cancellation) is not { } customer)
        {
            return CustomerAnswers.Nobody(id);
        }

        var journal = await history.JournalAsync(id, cancellation);
        var outbox = await history.OutboxAsync(0, int.MaxValue, null, id, cancellation);
        return new JsonAnswer(json => new CustomerJson(releases.Current, customer).WriteAll(json, journal, outbox));
    }

    private async Task<IResult> SegmentsAsync(string id, CancellationToken cancellation) =>
        await DocumentAsync(id, cancellation) is { } customer
            ? Results.Json(
                new CustomerSegments(id, [.. customer.Memberships.Select(m => new SegmentSince(m.Key, InstantPattern.ExtendedIso.Format(m.Value.Since)))]),
                ApiProblem.Json)
            : CustomerAnswers.Nobody(id);

    private async Task<IResult> PatchAsync(string id, HttpContext context)
    {
        if (CustomerAnswers.BadKey(id) is { } wrong)
        {
            return wrong;
        }

        var (change, refusal) = await BodyAsync(context, _changes, json =>
        {
            var reader = new FieldReader(releases.Current.Settings.Currency);
            var changes = reader.Changes(json, releases.Current.Customer.Fields);
            return reader.Wrong.Count > 0 ? Fit.No<Attributes>("wrong field", reader.Wrong) : Fit.Of(new Attributes(changes));
        });
        if (change is null)
        {
            return refusal!;
        }

        var applied = await loop.SubmitAsync(id, change, context.RequestAborted);
        return Refusals.OfCommand(context.Response, applied) ?? await GetAsync(id, context.RequestAborted);
    }

    private async Task<IResult> DeleteAsync(string id, HttpContext context)
    {
        if (await store.LoadAsync([id], context.RequestAborted) is [])
        {
            return CustomerAnswers.Nobody(id);
        }

        var applied = await loop.SubmitAsync(id, new Erase(Now()), context.RequestAborted);
        return Refusals.OfCommand(context.Response, applied) ?? Results.NoContent();
    }

    private async Task<IResult> PutConsentAsync(string id, string channelName, string purpose, HttpContext context)
    {
        if (ChannelNames.Find(channelName) is not { } channel)
        {
            return CustomerAnswers.Unknown("channel", channelName, ChannelNames.All);
        }

        if (releases.Current.Purpose(purpose) is null)
        {
            return CustomerAnswers.Unknown("purpose", purpose, releases.Current.Purposes.Select(p => p.Name));
        }

        if (CustomerAnswers.BadKey(id) is { } wrong)
        {
            return wrong;
        }

        var (change, refusal) = await BodyAsync(context, [Plain], json => ConsentReader.Read(json, channel, purpose, Now()));
        if (change is null)
        {
            return refusal!;
        }

        var applied = await loop.SubmitAsync(id, change, context.RequestAborted);
        if (Refusals.OfCommand(context.Response, applied) is { } notTaken)
        {
            return notTaken;
        }

        var stands = (await DocumentAsync(id, context.RequestAborted))?.Consents.GetValueOrDefault(new ConsentKey(channel, purpose));
        return Results.Json(
            new ConsentAnswer(channelName, purpose, stands?.Granted ?? change.Granted, InstantPattern.ExtendedIso.Format(stands?.At ?? change.At), stands?.Source ?? change.Source),
            ApiProblem.Json);
    }

    /// <summary>A command as JSON: fitted, or the answer that names what is wrong.</summary>
    private static async ValueTask<(T? Value, IResult? Refusal)> BodyAsync<T>(HttpContext context, ImmutableArray<string> mediaTypes, Func<JsonElement, Fit<T>> read)
        where T : class
    {
        var body = await RequestBody.ReadAsync(context.Request, StrictJson.Largest, mediaTypes, context.RequestAborted);
        if (body.Refusal is { } refusal)
        {
            return (null, refusal);
        }

        var parsed = StrictJson.Parse(body.Bytes);
        using var document = parsed.Value;
        var fit = document is null ? parsed.As<T>()
            : document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement)
            : Fit.No<T>("not an object", "", "the body is not an object");
        return fit.Value is { } value ? (value, null) : (null, Problems.Of(StatusCodes.Status400BadRequest, "this can not be taken: " + fit.Kind, fit));
    }

    private async ValueTask<CustomerDocument?> DocumentAsync(string id, CancellationToken cancellation) =>
        await store.LoadAsync([id], cancellation) is [var row] ? row.Read() : null;

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}

internal sealed record CustomerSegments(string Customer, ImmutableArray<SegmentSince> Segments);

internal sealed record SegmentSince(string Segment, string Since);

/// <param name="At">When the customer said so; now when left out.</param>
/// <param name="Source">Where it was said: a form, a call; `api` when left out.</param>
internal sealed record ConsentBody(bool Granted, string? At, string? Source);

internal sealed record ConsentAnswer(string Channel, string Purpose, bool Granted, string At, string Source);
