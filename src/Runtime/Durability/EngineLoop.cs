using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// The loop around Decide: a batch of whatever arrived while the last commit ran, grouped by customer, decided, committed
/// once, and only then answered. Timers come through the same loop.
/// </summary>
public sealed class EngineLoop(IStore store, ReleaseSet releases, TimeProvider time, EngineOptions options)
{
    private readonly (IStore, ReleaseSet, TimeProvider, EngineOptions) _parts = (store, releases, time, options);

    /// <summary>The reference data that decisions read; replaced as a whole.</summary>
    public Facts Facts { get; set; } = Facts.None;

    /// <summary>Runs until it is told to stop; what was taken by then is committed first.</summary>
    public Task RunAsync(CancellationToken stop) => throw new NotImplementedException($"{_parts}");

    /// <summary>Answers when the input is durable, or says why it can not be.</summary>
    public Task<Applied> SubmitAsync(string customer, Input input, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Input that is durable in the inbox already.</summary>
    public Task<Applied> SubmitAsync(InboxRow row, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Hears of every commit after it is durable; must return at once.</summary>
    public IDisposable Watch(Action<Committed> hear) => throw new NotImplementedException();
}

/// <summary>What became of a submitted input. Closed.</summary>
public abstract record Applied;

/// <summary>Decided and durable.</summary>
/// <param name="Version">Of the document it made.</param>
public sealed record Taken(long Version, ImmutableArray<JournalEntry> Journal) : Applied;

/// <summary>Decide threw, which is a bug: durable, to be looked at by somebody.</summary>
public sealed record Parked(string Reason) : Applied;

/// <summary>Not taken: too much is under way. Send it again later.</summary>
public sealed record Overloaded(Duration RetryAfter) : Applied;

/// <summary>Not taken: the store can not be written, or the engine stops.</summary>
public sealed record Unavailable(string Reason) : Applied;

/// <summary>A commit, for those who show what happens.</summary>
public sealed record Committed(Instant At, ImmutableArray<JournalRow> Journal, ImmutableArray<TallyChange> Tallies, bool HasOutbox);
