using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Segments;

namespace Personalization.Journeys.Runtime.Customers;

/// <summary>
/// Everything that is known of one customer: one row, one writer. Immutable; a decision makes a new one.
/// </summary>
public sealed record CustomerDocument(string Id)
{
    /// <summary>The declared fields of the customer that are set.</summary>
    public RecordValue Attributes { get; init; } = RecordValue.Empty;

    public ImmutableSortedDictionary<ConsentKey, Consent> Consents { get; init; } = ImmutableSortedDictionary<ConsentKey, Consent>.Empty;

    /// <summary>The kept past by event, for the windows that read it.</summary>
    public ImmutableSortedDictionary<string, EventHistory> Histories { get; init; } = ImmutableSortedDictionary.Create<string, EventHistory>(StringComparer.Ordinal);

    /// <summary>The segments the customer is in.</summary>
    public ImmutableSortedDictionary<string, Membership> Memberships { get; init; } = ImmutableSortedDictionary.Create<string, Membership>(StringComparer.Ordinal);

    /// <summary>When a membership may change next without any event.</summary>
    public Instant? MembershipsChangeAt { get; init; }

    /// <summary>Only spares work, and is not part of what is stored.</summary>
    internal MembershipTimers? Timers { get; init; }

    /// <summary>What it weighs as stored; not part of what is stored.</summary>
    internal int Bytes { get; init; }

    /// <summary>The runs that are alive, in the order they are served: priority, entry, journey, key.</summary>
    public ImmutableArray<Run> Runs { get; init; } = [];

    public ImmutableArray<EndedRun> EndedRuns { get; init; } = [];

    /// <summary>What was handed over and may still be counted or answered, oldest first.</summary>
    public ImmutableArray<SentMessage> Messages { get; init; } = [];

    /// <summary>The arm of each split and experiment the customer was exposed to; it wins over the hash for good.</summary>
    public ImmutableSortedDictionary<string, string> Arms { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Hashes of the newest event ids, oldest first.</summary>
    public ImmutableArray<ulong> EventIds { get; init; } = [];

    public ImmutableArray<PlannedEntry> Planned { get; init; } = [];

    /// <summary>Up to here the planned entries have been, by the clock of the zone that the customer has left.</summary>
    public Instant PlannedThrough { get; init; } = LocalTimes.Earliest;

    /// <summary>The workspace that <see cref="Planned"/> and the memberships were computed for.</summary>
    public string Release { get; init; } = "";

    /// <summary>Counts the entries of this customer into any journey; outlives an erasure, so that no send key comes twice.</summary>
    public long EntryCount { get; init; }

    /// <summary>Everything that happened before is forgotten and stays so.</summary>
    public Instant? ErasedAt { get; init; }

    /// <summary>The last `now` of a decision; time never goes back for a customer.</summary>
    public Instant LastNow { get; init; } = Instant.MinValue;

    /// <summary>The earliest of all timers and membership changes; null when nothing will happen by itself.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>Counts the commits of this document.</summary>
    public long Version { get; init; }
}

/// <summary>Events of one type, oldest first; those that happened at the same instant keep the order they were applied in.</summary>
public sealed record EventHistory(ImmutableArray<PastEvent> Entries)
{
    /// <summary>What it was stored as; only spares work: most decisions leave the past as it is.</summary>
    internal byte[]? Stored { get; set; }

    public bool Equals(EventHistory? other) => other is not null && Entries.Equals(other.Entries);

    public override int GetHashCode() => Entries.GetHashCode();
}

public sealed record Membership(Instant Since);

public readonly record struct ConsentKey(Channel Channel, string Purpose) : IComparable<ConsentKey>
{
    public int CompareTo(ConsentKey other)
    {
        var byChannel = Channel.CompareTo(other.Channel);
        return byChannel != 0 ? byChannel : string.CompareOrdinal(Purpose, other.Purpose);
    }

    public static bool operator <(ConsentKey left, ConsentKey right) => left.CompareTo(right) < 0;

    public static bool operator >(ConsentKey left, ConsentKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(ConsentKey left, ConsentKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ConsentKey left, ConsentKey right) => left.CompareTo(right) >= 0;
}

public sealed record Consent(bool Granted, Instant At, string Source);
