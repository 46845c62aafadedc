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
        HashOf(releases, message.Journey, message.Version), OutboxCodec.Encode(message));

    public static OutboxRow Of(ReleaseSet releases, CustomerDocument after, WebhookCall call) => new(
        call.CallKey, after.Id, Ledger.WebhookLane, null, call.At, null,
        RunOf(call, after) is { } run ? HashOf(releases, run.Journey, run.Version) : releases.Current.Hash, OutboxCodec.Encode(call));

    private static string HashOf(ReleaseSet releases, string journey, int version) =>
        (releases.Release.WorkspaceOf(journey, version) ?? releases.Current).Hash;

    private static Run? RunOf(WebhookCall call, CustomerDocument customer) => customer.Runs.FirstOrDefault(r => r.Id == call.Run);
}
