using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Personalization.Journeys.Server.Api;

/// <summary>An object written by hand as the answer.</summary>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write) : IResult
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, _options);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }
}
