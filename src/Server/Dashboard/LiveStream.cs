using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>
/// Keeps one open page fresh: the parts of it that have changed, a few times a second at most. The first answer is the
/// whole page, so that whoever comes back has missed nothing.
/// </summary>
internal sealed class LiveStream(HttpContext context, Viewer viewer, TimeProvider time, Func<bool> maySee)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> _sent = new(StringComparer.Ordinal);

    /// <summary>Runs until the viewer leaves, may not see it any more, is too slow, or the server stops.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        context.Response.ContentType = "text/event-stream";
        await WriteAsync("retry: 1000\n\n"u8.ToArray(), stop);
        while (maySee())
        {
            if (await viewer.Page.Make(stop) is not { } page)
            {
                await WriteAsync("event: gone\ndata:\n\n"u8.ToArray(), stop);
                return;
            }

            var changed = page.Regions.Where(r => _sent.GetValueOrDefault(r.Id) != r.Content.Html).ToList();
            await WriteAsync(changed.Count == 0 ? ":\n\n"u8.ToArray() : Message(changed), stop);
            foreach (var region in changed)
            {
                _sent[region.Id] = region.Content.Html;
            }

            await Task.Delay(_pause, time, stop);
            await viewer.ChangedAsync(_beat, time, stop);
        }

        await WriteAsync("event: ended\ndata:\n\n"u8.ToArray(), stop);
    }

    private static byte[] Message(IEnumerable<Region> regions)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write("data: "u8);
        using (var json = new Utf8JsonWriter(buffer, _json))
        {
            json.WriteStartObject();
            foreach (var region in regions)
            {
                json.WriteString(region.Id, region.Content.Html);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private async Task WriteAsync(byte[] bytes, CancellationToken stop)
    {
        using var slow = new CancellationTokenSource(_patience, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop, slow.Token);
        await context.Response.Body.WriteAsync(bytes, ends.Token);
        await context.Response.Body.FlushAsync(ends.Token);
    }
}
