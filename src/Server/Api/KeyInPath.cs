using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Personalization.Journeys.Server.Api;

/// <summary>
/// A key is any text, and the server leaves `%2F` in a path as it is while it decodes all else: of `a%2Fb` nobody could say
/// whether `a/b` is meant or a key that is written so. What was sent says it.
/// </summary>
internal static class KeyInPath
{
    private const string Name = "id";
    private const string Slash = "%2F";

    public static void Restore(HttpContext context)
    {
        if (context.Request.RouteValues[Name] is string id && id.Contains(Slash, StringComparison.OrdinalIgnoreCase) && Sent(context) is { } sent)
        {
            context.Request.RouteValues[Name] = sent;
        }
    }

    private static string? Sent(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var sent = target.Split('?')[0].Split('/');
        var read = context.Request.Path.Value!.Split('/');
        var place = context.GetEndpoint() is RouteEndpoint { RoutePattern.PathSegments: var segments }
            ? segments.ToList().FindIndex(s => s.Parts is [RoutePatternParameterPart { Name: Name }])
            : -1;

        // Both begin with a slash; a target that was shortened on the way has other places.
        return place >= 0 && sent.Length == read.Length ? Uri.UnescapeDataString(sent[place + 1]) : null;
    }
}
