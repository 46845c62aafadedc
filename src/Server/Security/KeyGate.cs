using Microsoft.AspNetCore.Http;
using Personalization.Journeys.Server.Api;

namespace Personalization.Journeys.Server.Security;

/// <summary>Lets a request through to an endpoint that needs a scope only with a key that has it.</summary>
internal sealed class KeyGate(RequestDelegate next, ApiKeys keys)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsScope>() is not { } needed)
        {
            await next(context);
            return;
        }

        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"journeys\"";
            await Problems.Write(context, StatusCodes.Status401Unauthorized, "a key is needed", "send the header `Authorization: Bearer jk_…`");
            return;
        }

        if (keys.Find(header[Scheme.Length..].Trim()) is not { } key)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"journeys\", error=\"invalid_token\"";
            await Problems.Write(context, StatusCodes.Status401Unauthorized, "this key is not known", "`journey run --new-key` makes another");
            return;
        }

        if (!key.Allows(needed.Scope))
        {
            context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"journeys\", error=\"insufficient_scope\", scope=\"{needed.Scope}\"";
            await Problems.Write(context, StatusCodes.Status403Forbidden, $"this key has no scope `{needed.Scope}`", "`journey run --new-key` makes one that has");
            return;
        }

        context.Features.Set(key);
        await next(context);
    }
}
