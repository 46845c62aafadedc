using System.Text.Json;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>
/// What an outbox row carries, as bytes. Locations are left out: the journal has the line. Bytes that are none are a
/// <see cref="FormatException"/>.
/// </summary>
public static class OutboxCodec
{
    private static readonly StoredFormat _messages = new("message");
    private static readonly StoredFormat _calls = new("webhook call");

    public static byte[] Encode(HandOver message) => _messages.Encode(message, Write);

    public static byte[] Encode(WebhookCall call) => _calls.Encode(call, Write);

    public static HandOver DecodeMessage(ReadOnlySpan<byte> bytes) => _messages.Decode(bytes, ReadMessage);

    public static WebhookCall DecodeCall(ReadOnlySpan<byte> bytes) => _calls.Decode(bytes, ReadCall);

    private static void Write(Utf8JsonWriter json, HandOver message)
    {
        json.WriteStringValue(message.SendKey);
        json.At(message.At);
        json.WriteStringValue(message.Run);
        json.WriteStringValue(message.Journey);
        json.WriteNumberValue(message.Version);
        json.WriteStringValue(message.Step);
        json.Name(message.Channel);
        json.WriteStringValue(message.Template);
        json.WriteStringValue(message.Purpose);
        json.WriteStringValue(message.Policy);
        Values.Write(json, message.Values);
        json.WriteStringValue(message.Slot);
        json.At(message.NotAfter);
        json.WriteStringValue(message.Arm);
    }

    private static HandOver ReadMessage(ref JsonIn json) => new(
        json.Text(),
        json.At(),
        json.Text(),
        json.Word(),
        json.Integer(),
        json.Word(),
        json.Name<Channel>(),
        json.Word(),
        json.Word(),
        json.Word(),
        Values.ReadRecord(ref json),
        json.OptionalWord(),
        json.OptionalAt(),
        json.OptionalWord(),
        null);

    private static void Write(Utf8JsonWriter json, WebhookCall call)
    {
        json.WriteStringValue(call.CallKey);
        json.At(call.At);
        json.WriteStringValue(call.Run);
        json.WriteStringValue(call.Step);
        json.WriteStringValue(call.Webhook);
        Values.Write(json, call.Values);
    }

    private static WebhookCall ReadCall(ref JsonIn json) =>
        new(json.Text(), json.At(), json.Text(), json.Word(), json.Word(), Values.ReadRecord(ref json), null);
}
