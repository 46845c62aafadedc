using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Channels.Webhooks;

/// <summary>
/// Posts calls and reads their answers. Each try of a call has the same `webhook-id`, by which the receiver drops repeats.
/// </summary>
/// <param name="release">The workspace of a release by its hash, null when it is not kept.</param>
public sealed class WebhookChannel(Func<string, Workspace?> release, WebhookOptions options, TimeProvider time) : IChannel, IDisposable
{
    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 0,
        ActivityHeadersPropagator = null,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public string Lane => "webhook";

    public bool MayRepeat => true;

    public int Concurrency => options.Concurrency;

    public Duration TimeLimit => options.LongestTry;

    public async Task<DeliveryResult> SendAsync(Claimed claimed, CancellationToken cancellation)
    {
        WebhookCall call;
        try
        {
            call = OutboxCodec.DecodeCall(claimed.Row.Body.Span);
        }
        catch (FormatException)
        {
            return DeliveryResult.Rejected("what was handed over can not be read");
        }

        var workspace = release(claimed.Row.Release);
        if (workspace?.Webhook(call.Webhook) is not { } webhook)
        {
            return DeliveryResult.Rejected($"release {claimed.Row.Release} is not kept any more, or has no webhook {call.Webhook}");
        }

        var (address, problem) = WebhookAddress.Find(options.Addresses.GetValueOrDefault(webhook.Name, webhook.Post), options.AllowHttp);
        return address is null
            ? DeliveryResult.Rejected($"webhook {webhook.Name} can not be called: {problem}")
            : await PostAsync(address, webhook, workspace.Settings.Currency, call, claimed.Try, cancellation);
    }

    public void Dispose() => _client.Dispose();

    private async Task<DeliveryResult> PostAsync(
        WebhookAddress address, Webhook webhook, string currency, WebhookCall call, int tries, CancellationToken cancellation)
    {
        var limit = Duration.Min(webhook.Timeout, options.LongestTry);
        using var timer = new CancellationTokenSource(limit.ToTimeSpan(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            using var request = Request(address, webhook, call);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                return Refused(webhook, call, tries, response);
            }

            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            return await WebhookAnswer.ReadAsync(stream, either.Token) is { } bytes
                ? WebhookAnswer.Fit(bytes, webhook, currency)
                : DeliveryResult.Rejected(string.Create(CultureInfo.InvariantCulture, $"the answer has more than {StrictJson.Largest:N0} bytes"));
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return Again(webhook, call, tries, null, $"no answer from {address.Shown} within {CalendarDuration.OfExact(limit)}");
        }
        catch (HttpRequestException failure)
        {
            return Again(webhook, call, tries, null, $"{address.Shown} can not be reached: {failure.HttpRequestError}");
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return Again(webhook, call, tries, null, $"the answer of {address.Shown} broke off");
        }
    }

    private HttpRequestMessage Request(WebhookAddress address, Webhook webhook, WebhookCall call)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(body, _json))
        {
            json.WriteStartObject();
            foreach (var field in webhook.Takes)
            {
                if (call.Values[field.Name] is { IsMissing: false } value)
                {
                    json.WritePropertyName(field.Name);
                    ValueWriter.Write(json, value);
                }
            }

            json.WriteEndObject();
        }

        var request = new HttpRequestMessage(HttpMethod.Post, address.Uri) { Content = new ReadOnlyMemoryContent(body.WrittenMemory) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = address.Authorization;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Personalization.Journeys", null));
        request.Headers.Add("webhook-id", call.CallKey);
        request.Headers.Add("webhook-timestamp", time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        return request;
    }

    private DeliveryResult Refused(Webhook webhook, WebhookCall call, int tries, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var reason = string.Create(CultureInfo.InvariantCulture, $"answered {status}");
        return status switch
        {
            408 or 429 or >= 500 => Again(webhook, call, tries, AskedToWait(response), reason),
            < 400 => DeliveryResult.Rejected(reason + "; redirects are not followed"),
            _ => DeliveryResult.Rejected(reason),
        };
    }

    private Duration? AskedToWait(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => Duration.FromTimeSpan(delta),
        { Date: { } date } => Duration.FromTimeSpan(date - time.GetUtcNow()),
        _ => null,
    };

    private DeliveryResult Again(Webhook webhook, WebhookCall call, int tries, Duration? asked, string reason) =>
        WebhookRetries.After(webhook, tries, call.At, Instant.FromDateTimeOffset(time.GetUtcNow()), asked, reason);
}
