using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Backends.Tests;

/// <summary>What a channel says, what the row is then, and what the customer hears.</summary>
public static class DeliveryCases
{
    public static TheoryData<string, DeliveryResult, OutboxStatus, Input> Results => new()
    {
        { "email", DeliveryResult.Accepted, OutboxStatus.Accepted, new Outcome("k1", OutcomeKind.Accepted, StoppedClock.Noon) },
        { "push", DeliveryResult.Rejected("no"), OutboxStatus.Rejected, new Outcome("k1", OutcomeKind.Rejected, StoppedClock.Noon, Reason: "no") },
        { "push", DeliveryResult.Unknown("cut"), OutboxStatus.Unknown, new Outcome("k1", OutcomeKind.Unknown, StoppedClock.Noon, Reason: "cut") },
        { "webhook", DeliveryResult.Answered(RecordValue.Of(("code", new TextValue("X1")))), OutboxStatus.Answered, new Answer("k1", RecordValue.Of(("code", new TextValue("X1"))), StoppedClock.Noon) },
        { "webhook", DeliveryResult.Rejected("410"), OutboxStatus.Rejected, new Answer("k1", null, StoppedClock.Noon, "410") },
        { "webhook", DeliveryResult.Unknown("cut"), OutboxStatus.Unknown, new Answer("k1", null, StoppedClock.Noon, "cut") },
    };
}
