using System.Collections.Immutable;
using NodaTime;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// Everything that a batch of decisions changes, written in one transaction or not at all. Nothing is acknowledged, sent
/// or shown before it is durable.
/// </summary>
public sealed record Commit(Instant At)
{
    public ImmutableArray<DocumentWrite> Documents { get; init; } = [];

    /// <summary>A key that is there already stays as it is.</summary>
    public ImmutableArray<OutboxRow> Outbox { get; init; } = [];

    /// <summary>In the order of decision.</summary>
    public ImmutableArray<JournalRow> Journal { get; init; } = [];

    public ImmutableArray<ParkedRow> Parked { get; init; } = [];

    /// <summary>Inbox rows that are decided with this commit.</summary>
    public ImmutableArray<long> InboxTaken { get; init; } = [];

    /// <summary>Parked inputs that are decided with this commit.</summary>
    public ImmutableArray<long> ParkedTaken { get; init; } = [];

    public ImmutableArray<TallyChange> Tallies { get; init; } = [];

    public ImmutableArray<SeenEvent> SeenEvents { get; init; } = [];

    /// <summary>
    /// Customers that asked to be forgotten: their outbox payloads and parked inputs are deleted, open rows end as skipped (`erased`), and
    /// their personal data in the journal becomes unreadable. All that this commit writes for them counts as before that.
    /// </summary>
    public ImmutableArray<string> Erased { get; init; } = [];
}

/// <summary>Why a store could not do what it was asked; nothing of the commit is there.</summary>
public enum StoreFault
{
    /// <summary>A row has another version: somebody else writes. Load again and decide again.</summary>
    Stale,

    /// <summary>No space left. Free some; what was not acknowledged will be sent again.</summary>
    Full,

    /// <summary>Another process holds the file.</summary>
    Locked,

    /// <summary>What is on disk can not be read.</summary>
    Corrupt,

    /// <summary>Anything else the device or server says.</summary>
    Failed,
}

public sealed class StoreException(StoreFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public StoreFault Fault => fault;
}
