using Microsoft.AspNetCore.OpenApi;

namespace Personalization.Journeys.Server.Hosting;

/// <summary>The head of `/openapi/v1.json`.</summary>
internal static class OpenApiText
{
    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "Journeys";
        document.Info.Version = "v1";
        document.Info.Description = "Events in; customers, consents, timelines and journeys out. Every error is RFC 9457 problem details.";
        document.Servers = [];
        return Task.CompletedTask;
    });
}
