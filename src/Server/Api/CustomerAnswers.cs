using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Runtime.Ingress;

namespace Personalization.Journeys.Server.Api;

/// <summary>What the routes of a customer answer alike.</summary>
internal static class CustomerAnswers
{
    public static IResult Nobody(string id) => BadKey(id) ?? Problems.Of(StatusCodes.Status404NotFound, "there is no such customer");

    /// <summary>The answer for a key that nobody may have, or null.</summary>
    public static IResult? BadKey(string id) =>
        CustomerKey.Problem(id, "id") is { } problem ? Problems.Of(StatusCodes.Status400BadRequest, problem) : null;

    public static IResult Unknown(string what, string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        var near = Closest.To(name, names);
        return Problems.Of(StatusCodes.Status404NotFound, $"there is no {what} of that name", near is null ? $"there are {string.Join(", ", names)}" : $"did you mean `{near}`?");
    }

    /// <summary>Describes the answers of a route for the OpenAPI document.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route) => route.Produces<T>().Refuses();

    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder route) => route.Produces(StatusCodes.Status204NoContent).Refuses();

    private static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route)
    {
        int[] statuses =
        [
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable,
        ];
        foreach (var status in statuses)
        {
            route.Produces<ApiProblem>(status, Problems.ContentType);
        }

        return route;
    }
}
