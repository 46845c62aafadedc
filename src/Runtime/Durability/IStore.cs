using NodaTime;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// Where customers live. What <see cref="CommitAsync"/> returned from survives the loss of power. Every method may throw
/// <see cref="StoreException"/>.
/// </summary>
public interface IStore
{
    /// <summary>The documents of these customers; one who is not there has no row. In ordinal order of keys.</summary>
    ValueTask<IReadOnlyList<DocumentRow>> LoadAsync(IReadOnlyCollection<string> customers, CancellationToken cancellation);

    /// <summary>All documents by key, a page after another; for passes over the population.</summary>
    ValueTask<IReadOnlyList<DocumentRow>> PageAsync(string? after, int most, CancellationToken cancellation);

    /// <summary>The customers due at an instant, longest overdue first, then by key.</summary>
    ValueTask<IReadOnlyList<DueRow>> DueAsync(Instant now, int most, CancellationToken cancellation);

    /// <summary>The earliest instant at which anybody is due.</summary>
    ValueTask<Instant?> NextDueAsync(CancellationToken cancellation);

    /// <summary>All events of a customer in the order they were applied; read when a release keeps other windows of them.</summary>
    ValueTask<IReadOnlyList<CustomerEvent>> PastAsync(string customer, CancellationToken cancellation);

    /// <summary>Which of these events a customer has had, of those that no longer fit into the document.</summary>
    ValueTask<IReadOnlySet<ulong>> SeenAsync(string customer, IReadOnlyCollection<ulong> hashes, CancellationToken cancellation);

    ValueTask CommitAsync(Commit commit, CancellationToken cancellation);

    /// <summary>Makes an input durable before it is decided; any process may. Ids are given here, ascending; those of the rows are ignored.</summary>
    ValueTask<IReadOnlyList<InboxRow>> AddToInboxAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellation);

    /// <summary>What waits to be decided, after an id, in order.</summary>
    ValueTask<IReadOnlyList<InboxRow>> InboxAsync(long after, int most, CancellationToken cancellation);

    ValueTask<IReadOnlyList<ParkedRow>> ParkedAsync(long after, int most, CancellationToken cancellation);

    /// <summary>Ends a parked input without deciding it.</summary>
    ValueTask<bool> CloseParkedAsync(long id, CancellationToken cancellation);

    /// <summary>The newest version of each fact and of each release that is kept.</summary>
    ValueTask<IReadOnlyList<ReferenceRow>> ReferencesAsync(ReferenceKind kind, CancellationToken cancellation);

    /// <summary>Adds a version of reference data; one that is there stays.</summary>
    ValueTask AddReferenceAsync(ReferenceRow row, CancellationToken cancellation);

    ValueTask DropReferenceAsync(ReferenceKind kind, string name, string version, CancellationToken cancellation);

    /// <summary>Deletes what need not be kept any longer, in pages, so that commits go on in between.</summary>
    ValueTask SweepAsync(Retention keep, Instant now, CancellationToken cancellation);
}

public enum ReferenceKind
{
    /// <summary>The files of a workspace; the version is its hash.</summary>
    Release,

    /// <summary>A population fact.</summary>
    Fact,

    /// <summary>How far a pass over the population has come.</summary>
    Cursor,

    /// <summary>A setting of this installation: the salt, hashes of API keys.</summary>
    Setting,
}

/// <summary>Immutable, versioned data that is the same for everybody.</summary>
public sealed record ReferenceRow(ReferenceKind Kind, string Name, string Version, Instant ValidFrom, ReadOnlyMemory<byte> Body);
