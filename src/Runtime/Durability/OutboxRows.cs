using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>What a decision hands over, as rows of the outbox.</summary>
internal static class OutboxRows
{
    public static OutboxRow Of(ReleaseSet releases, string customer, HandOver message) => new(
        message.SendKey, customer, ChannelNames.Of(message.Channel), message.Purpose, message.At, message.NotAfter,
        releases.Current.Hash, OutboxCodec.Encode(message));

    public static OutboxRow Of(ReleaseSet releases, CustomerDocument before, CustomerDocument after, WebhookCall call) => new(
        call.CallKey, after.Id, Ledger.WebhookLane, null, call.At, null,
        releases.Current.Hash, OutboxCodec.Encode(call));
}
