using System.Buffers;
using System.Text.Json;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Ingress;

namespace Personalization.Journeys.Channels.Webhooks;

/// <summary>Reads what a webhook answered, never more than is taken.</summary>
internal static class WebhookAnswer
{
    /// <summary>Null when there is more than is taken.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var read = await stream.ReadAsync(bytes.GetMemory(4096), cancellation);
            if (read == 0)
            {
                return bytes.WrittenMemory;
            }

            bytes.Advance(read);
            if (bytes.WrittenCount > StrictJson.Largest)
            {
                return null;
            }
        }
    }

    /// <summary>Fits it to the declared fields; what else the receiver says is its own affair.</summary>
    public static DeliveryResult Fit(ReadOnlyMemory<byte> bytes, Webhook webhook, string currency)
    {
        if (webhook.Gives.IsEmpty)
        {
            return DeliveryResult.Answered(RecordValue.Empty);
        }

        var parsed = StrictJson.Parse(bytes);
        if (parsed.Value is not { } json)
        {
            return DeliveryResult.Rejected($"the answer can not be read: {parsed.Reason}");
        }

        using (json)
        {
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return DeliveryResult.Rejected("the answer is not a JSON object");
            }

            var reader = new FieldReader(currency);
            var fields = reader.Record(json.RootElement, webhook.Gives, "", [.. json.RootElement.EnumerateObject().Select(p => p.Name)]);
            return reader.Wrong.Count + reader.Missing.Count == 0
                ? DeliveryResult.Answered(fields)
                : DeliveryResult.Rejected("the answer does not fit: " + string.Join("; ", reader.Wrong.Concat(reader.Missing).Select(p => p.Message)));
        }
    }
}
