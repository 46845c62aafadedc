using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Personalization.Journeys.Language.Review.Graph;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>A file of the pages; its address changes with its content, so that a browser may keep it for ever.</summary>
internal sealed record Asset(string Name, string Type, byte[] Content)
{
    public string Address { get; } = $"/dashboard/{Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 6))}/{Name}";
}

/// <summary>What pages load: a style sheet, the rules of the picture, a script, an icon. All from here.</summary>
internal static class Assets
{
    public static Asset Style { get; } = new("dashboard.css", "text/css; charset=utf-8", Read("dashboard.css"));

    public static Asset Script { get; } = new("dashboard.js", "text/javascript; charset=utf-8", Read("dashboard.js"));

    public static Asset Icon { get; } = new("icon.svg", "image/svg+xml", Read("icon.svg"));

    /// <summary>Nested, so that the rules of a picture reach nothing else of a page.</summary>
    public static Asset Picture { get; } = new("picture.css", "text/css; charset=utf-8", Encoding.UTF8.GetBytes($".picture {{\n{SvgStyle.Rules}}}\n"));

    private static readonly ImmutableArray<Asset> _all = [Style, Script, Icon, Picture];

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var asset in _all)
        {
            app.MapGet(asset.Address, (HttpContext context) =>
            {
                PageHeaders.Write(context.Response, "public, max-age=31536000, immutable");
                return TypedResults.Bytes(asset.Content, asset.Type);
            }).ExcludeFromDescription();
        }
    }

    private static byte[] Read(string name)
    {
        using var resource = typeof(Assets).Assembly.GetManifestResourceStream($"dashboard/{name}")!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }
}
