using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Personalization.Journeys.Runtime.Ingress;

namespace Personalization.Journeys.Server.Api;

/// <summary>An answer that says no, as RFC 9457 writes it.</summary>
/// <param name="Title">What is wrong, in one sentence.</param>
/// <param name="Detail">What to do instead.</param>
/// <param name="Errors">Each field that is wrong.</param>
internal sealed record ApiProblem(string Type, string Title, int Status, string? Detail, ImmutableArray<FieldError>? Errors)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };
}

internal sealed record FieldError(string Field, string Message)
{
    public static ImmutableArray<FieldError> Of(ImmutableArray<FieldProblem> problems) => [.. problems.Select(p => new FieldError(p.Field, p.Message))];
}

internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static Task Write(HttpContext context, int status, string title, string? detail) => Of(status, title, detail).ExecuteAsync(context);

    /// <summary>For what the server itself answers without words.</summary>
    public static Task OfStatus(HttpContext context, int? status = null)
    {
        var code = status ?? context.Response.StatusCode;
        return Write(context, code, code switch
        {
            StatusCodes.Status404NotFound => "there is nothing here",
            StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not possible here",
            StatusCodes.Status413PayloadTooLarge => "this is too large",
            StatusCodes.Status415UnsupportedMediaType => "this type of body is not taken",
            StatusCodes.Status408RequestTimeout => "the request came too slowly",
            _ => "this request can not be understood",
        }, code == StatusCodes.Status405MethodNotAllowed ? $"possible is {context.Response.Headers.Allow}" : null);
    }

    public static IResult Of(int status, string title, string? detail = null, ImmutableArray<FieldError>? errors = null) =>
        Results.Json(new ApiProblem("about:blank", title, status, detail, errors), ApiProblem.Json, ContentType, status);

    public static IResult Of<T>(int status, string title, Fit<T> refused)
        where T : class =>
        Of(status, title, null, FieldError.Of(refused.Problems));
}
