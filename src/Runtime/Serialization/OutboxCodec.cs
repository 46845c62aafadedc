using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>What an outbox row carries, as bytes. Locations are left out: the journal has the line.</summary>
public static class OutboxCodec
{
    public static byte[] Encode(HandOver message) => throw new NotImplementedException();

    public static byte[] Encode(WebhookCall call) => throw new NotImplementedException();

    public static HandOver DecodeMessage(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();

    public static WebhookCall DecodeCall(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();
}
