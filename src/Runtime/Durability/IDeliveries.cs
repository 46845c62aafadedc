using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// The delivery ledger: a claim before the provider is called, a result after. Each is one transaction; between the two a
/// message is `trying`.
/// </summary>
public interface IDeliveries
{
    /// <summary>
    /// Claims open rows of a lane whose time has come, oldest first. The gate reads the customer as committed, in the same
    /// transaction; what it holds back ends there, with its outcome in the inbox.
    /// </summary>
    /// <param name="until">The end of the claim.</param>
    ValueTask<ClaimedBatch> ClaimAsync(string lane, int most, Instant now, Instant until, LastGate gate, CancellationToken cancellation);

    /// <summary>
    /// Rows whose claim ran out without a result: opened again where the lane may repeat safely, else ended as unknown.
    /// Returns the outcomes that came of it.
    /// </summary>
    /// <param name="ranOutBy">Claims that end by then are over: now, or the end of time for those of a process that is gone.</param>
    ValueTask<IReadOnlyList<InboxRow>> RecoverAsync(string lane, Instant ranOutBy, Instant now, bool mayRepeat, CancellationToken cancellation);

    /// <summary>Writes results, and what they mean for the customers as inbox rows, which it returns with their ids.</summary>
    ValueTask<IReadOnlyList<InboxRow>> FinishAsync(IReadOnlyList<Delivered> results, Instant now, CancellationToken cancellation);

    /// <summary>When the next row of a lane is to be tried; null when none waits.</summary>
    ValueTask<Instant?> NextAsync(string lane, CancellationToken cancellation);

    /// <summary>Messages of erased customers that were tried, so that the channel may keep copies of them.</summary>
    ValueTask<IReadOnlyList<string>> ToForgetAsync(string lane, int most, CancellationToken cancellation);

    /// <summary>No copy of these is left.</summary>
    ValueTask ForgottenAsync(string lane, IReadOnlyCollection<string> keys, CancellationToken cancellation);
}

/// <summary>Asks one last time, with the customer as committed; null stands for a customer who is not there.</summary>
public delegate GateAnswer LastGate(OutboxRow row, ReadOnlyMemory<byte>? document);

/// <summary>Closed: <see cref="Go"/> or <see cref="HeldBack"/>.</summary>
public abstract record GateAnswer;

/// <param name="Addresses">Where to: one for e-mail, one a device for push, none where none is needed.</param>
public sealed record Go(ImmutableArray<string> Addresses) : GateAnswer;

/// <param name="Kind"><see cref="OutcomeKind.Skipped"/> or <see cref="OutcomeKind.Expired"/>.</param>
public sealed record HeldBack(OutcomeKind Kind, string Reason) : GateAnswer;

public sealed record Claimed(OutboxRow Row, ImmutableArray<string> Addresses, int Try);

/// <param name="Outcomes">Of the rows that the gate held back.</param>
public sealed record ClaimedBatch(IReadOnlyList<Claimed> Rows, IReadOnlyList<InboxRow> Outcomes);

/// <summary>A claimed row with its result.</summary>
public sealed record Delivered(OutboxRow Row, DeliveryResult Result)
{
    /// <summary>When the channel said so, which the outcome carries; the time of the transaction when it is not known.</summary>
    public Instant? At { get; init; }
}
