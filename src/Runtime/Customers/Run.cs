using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Customers;

/// <summary>One way of one customer through one version of a journey.</summary>
/// <param name="Id">`customer/journey/n`: the n-th entry of this customer, never used again.</param>
/// <param name="EnteredAt">When it was decided; `exit after` counts from here.</param>
/// <param name="TriggeredAt">When its trigger happened; goals and exits concern what happened from here on.</param>
public sealed record Run(string Id, string Journey, int Version, string Key, Instant EnteredAt, Instant TriggeredAt)
{
    /// <summary>The event that started it, with `at`; empty when none did.</summary>
    public RecordValue Entry { get; init; } = RecordValue.Empty;

    public RecordValue Input { get; init; } = RecordValue.Empty;

    /// <summary>What `let`, `as` and `for each` made.</summary>
    public RecordValue Variables { get; init; } = RecordValue.Empty;

    /// <summary>Where it stands: one thread, more inside `in parallel`.</summary>
    public ImmutableArray<RunThread> Threads { get; init; } = [];

    /// <summary>How often a step with a key of its own was begun.</summary>
    public ImmutableSortedDictionary<string, int> Visits { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, LoopState> Loops { get; init; } = ImmutableSortedDictionary.Create<string, LoopState>(StringComparer.Ordinal);

    /// <summary>The goals it has reached.</summary>
    public ImmutableArray<string> Goals { get; init; } = [];

    public Caller? Caller { get; init; }

    /// <summary>The end that `exit after` sets.</summary>
    public Instant? ExitAt { get; init; }

    /// <summary>`experiment:arm` of the newest assignment.</summary>
    public string? Arm { get; init; }
}

/// <summary>A place in a run. <see cref="Parent"/> is the thread that rests at the fork which made this one.</summary>
public sealed record RunThread(int Id, int? Parent, string Step, Pause Pause);

/// <summary>A loop under way: the round it is in, counted from 1, and the elements of a `for each`.</summary>
public sealed record LoopState(int Round, ImmutableArray<Value> Elements);

/// <summary>The step that ran or started this run, and which time it did. One that <see cref="Waits"/> ends it with its own end.</summary>
public sealed record Caller(string Run, int Thread, string Step, int Visit, bool Waits);
