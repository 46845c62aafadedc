using System.Diagnostics;
using NodaTime;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>What becomes of an outbox row, and what its customer hears of it: null where the story is not over.</summary>
public sealed record RowEnd(OutboxStatus Status, string? Reason, Instant? NextTryAt, Input? Heard);

/// <summary>The rules of the delivery ledger, the same for every store.</summary>
public static class Ledger
{
    public const string Erased = "erased";

    /// <summary>The lane of calls; the others are named after their channels.</summary>
    public const string WebhookLane = "webhook";

    private const string RanOutReason = "no answer came before the claim ran out";

    /// <summary>Lanes whose messages reach a customer in the order of their commits: a later one waits for an earlier one.</summary>
    public static bool KeepsOrder(string lane) => lane is "chat" or "web";

    public static RowEnd Of(OutboxRow row, DeliveryResult result, Instant now) => result switch
    {
        Accepted => new(OutboxStatus.Accepted, null, null, Heard(row, OutcomeKind.Accepted, now, null)),
        Rejected rejected => new(OutboxStatus.Rejected, rejected.Reason, null, Heard(row, OutcomeKind.Rejected, now, rejected.Reason)),
        Unknown unknown => new(OutboxStatus.Unknown, unknown.Reason, null, Heard(row, OutcomeKind.Unknown, now, unknown.Reason)),
        RetryAt retry => new(OutboxStatus.Open, retry.Reason, retry.At, null),
        Answered answered => new(OutboxStatus.Answered, null, null, new Answer(row.Key, answered.Fields, now)),
        _ => throw new UnreachableException(),
    };

    public static RowEnd Of(OutboxRow row, HeldBack answer, Instant now) => new(
        answer.Kind is OutcomeKind.Expired ? OutboxStatus.Expired : OutboxStatus.Skipped, answer.Reason, null, Heard(row, answer.Kind, now, answer.Reason));

    /// <summary>A claim that ended without a result.</summary>
    public static RowEnd RanOut(OutboxRow row, bool mayRepeat, Instant now) => (row.Body.IsEmpty, mayRepeat) switch
    {
        (true, _) => new(OutboxStatus.Skipped, Erased, null, null),
        (false, true) => new(OutboxStatus.Open, RanOutReason, now, null),
        (false, false) => new(OutboxStatus.Unknown, RanOutReason, null, Heard(row, OutcomeKind.Unknown, now, RanOutReason)),
    };

    /// <summary>An operator's word. The customer has heard of a row that is unknown already.</summary>
    public static RowEnd Closed(OutboxRow row, OutboxStatus status, string reason, Instant now) => new(
        OutboxStatus.Skipped, reason, null, status is OutboxStatus.Unknown ? null : Heard(row, OutcomeKind.Skipped, now, reason));

    /// <summary>Whether a result still counts for a row in this state: the truth may come late, a guess may not.</summary>
    public static bool Counts(OutboxStatus status, DeliveryResult result) =>
        status is OutboxStatus.Trying || (status is OutboxStatus.Open or OutboxStatus.Unknown && result is not (RetryAt or Unknown));

    private static Input Heard(OutboxRow row, OutcomeKind kind, Instant now, string? reason) => row.Lane == WebhookLane
        ? new Answer(row.Key, null, now, reason)
        : new Outcome(row.Key, kind, now, Reason: reason);
}
