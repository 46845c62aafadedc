using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>What became of a submitted input. Closed.</summary>
public abstract record Applied;

/// <summary>Decided and durable.</summary>
/// <param name="Version">Of the document it made.</param>
/// <param name="Journal">Of the decision, which may have served events of others who wrote at the same time.</param>
public sealed record Taken(long Version, ImmutableArray<JournalEntry> Journal) : Applied;

/// <summary>Decide threw, which is a bug: durable, to be looked at by somebody.</summary>
public sealed record Parked(string Reason) : Applied;

/// <summary>Not taken: too much is under way. Send it again later.</summary>
public sealed record Overloaded(Duration RetryAfter) : Applied;

/// <summary>Not taken: the store can not be written, or the engine stops.</summary>
public sealed record Unavailable(string Reason) : Applied;

/// <summary>A commit, for those who show what happens.</summary>
public sealed record Committed(Instant At, ImmutableArray<JournalRow> Journal, ImmutableArray<TallyChange> Tallies, bool HasOutbox)
{
    /// <summary>Customers that are forgotten from here on.</summary>
    public ImmutableArray<string> Erased { get; init; } = [];

    /// <summary>Whose documents were written.</summary>
    public ImmutableArray<string> Customers { get; init; } = [];
}
