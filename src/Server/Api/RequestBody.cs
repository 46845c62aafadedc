using System.Buffers;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Personalization.Journeys.Server.Api;

/// <summary>The body of a request, whole, of a type that was asked for and a size that was allowed; else the answer that says no.</summary>
internal readonly record struct RequestBody(ReadOnlyMemory<byte> Bytes, string MediaType, IResult? Refusal)
{
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, int most, ImmutableArray<string> mediaTypes, CancellationToken cancellation)
    {
        if (MediaTypeOf(request, mediaTypes) is not { } mediaType)
        {
            var types = string.Join(" or ", mediaTypes);
            return No(StatusCodes.Status415UnsupportedMediaType, $"a body of type {types} is needed", "set `Content-Type`; the text is UTF-8 and not compressed");
        }

        if (request.ContentLength > most)
        {
            return TooLarge(most);
        }

        var bytes = new ArrayBufferWriter<byte>(Math.Clamp((int)(request.ContentLength ?? 0), 1024, 64 * 1024));
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            if (bytes.WrittenCount + read.Buffer.Length > most)
            {
                return TooLarge(most);
            }

            foreach (var segment in read.Buffer)
            {
                bytes.Write(segment.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return new RequestBody(bytes.WrittenMemory, mediaType, null);
            }
        }
    }

    private static string? MediaTypeOf(HttpRequest request, ImmutableArray<string> known)
    {
        var isPlain = request.Headers.ContentEncoding.ToString() is "" or "identity";
        if (!isPlain || !MediaTypeHeaderValue.TryParse(request.ContentType, out var sent))
        {
            return null;
        }

        var isUtf8 = !sent.Charset.HasValue || sent.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || sent.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase);
        return isUtf8 ? known.FirstOrDefault(k => sent.MediaType.Equals(k, StringComparison.OrdinalIgnoreCase)) : null;
    }

    private static RequestBody TooLarge(int most) => No(StatusCodes.Status413PayloadTooLarge, $"at most {most:N0} bytes are taken", null);

    private static RequestBody No(int status, string title, string? detail) => new(default, "", Problems.Of(status, title, detail));
}
