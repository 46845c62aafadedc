using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Server.Hosting;

namespace Personalization.Journeys.Server.Api;

/// <summary>For whoever watches over the process: is it alive, can it work.</summary>
internal static class HealthApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Json(new Health("alive"), ApiProblem.Json))
            .WithName("GetHealth").WithSummary("The process answers.").Produces<Health>();
        routes.MapGet("/readyz", ReadyAsync)
            .WithName("GetReadiness").WithSummary("The store can be written and the engine decides.")
            .Produces<Readiness>().Produces<ApiProblem>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType);
    }

    private static async Task<IResult> ReadyAsync(EngineWork work, IStore store, TimeProvider time, CancellationToken cancellation)
    {
        if (work.Problem is { } problem)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "the engine does not work", problem);
        }

        // A change of nothing: it needs the file, its lock and its log, as every other does.
        await store.DropReferenceAsync(ReferenceKind.Setting, "readiness", "", cancellation);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var due = await store.NextDueAsync(cancellation);
        return Results.Json(
            new Readiness("ready", due is { } at ? InstantPattern.General.Format(at) : null, due < now ? (long)(now - due.Value).TotalSeconds : 0),
            ApiProblem.Json);
    }
}

internal sealed record Health(string Status);

/// <param name="NextDue">When the first customer is to be woken by time alone.</param>
/// <param name="OverdueSeconds">How late that is already.</param>
internal sealed record Readiness(string Status, string? NextDue, long OverdueSeconds);
