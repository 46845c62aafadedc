using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>What is to be replayed: recorded events of many customers between two instants.</summary>
/// <param name="Events">In any order; sorted by time, then by their order here.</param>
/// <param name="Customers">What is known of customers beforehand; others appear with their first event.</param>
/// <param name="From">Events before it are history: they fill windows and start nothing.</param>
/// <param name="To">Nothing at or after it happens.</param>
public sealed record BacktestRequest(
    Workspace Workspace, ImmutableArray<HistoryEvent> Events, ImmutableArray<CustomerSeed> Customers, Instant From, Instant To)
{
    /// <summary>Customers without a seed count as reachable on every channel and consenting to every purpose.</summary>
    public bool AssumeReachable { get; init; }

    /// <summary>Facts that are not learnt from the history: catalogs, models, arm probabilities, and the salt.</summary>
    public Facts Facts { get; init; } = Facts.None;

    /// <summary>Instants at which the members of every segment are counted.</summary>
    public ImmutableArray<Instant> SegmentsAt { get; init; } = [];

    /// <summary>Keep the members' keys of each snapshot, not only their count and checksum.</summary>
    public bool KeepMembers { get; init; }

    /// <summary>Customers whose whole journal is kept.</summary>
    public ImmutableArray<string> TimelinesOf { get; init; } = [];

    /// <summary>What customers do about a message, when the history does not say it.</summary>
    public Reactions? React { get; init; }

    public Action<BacktestProgress>? Progress { get; init; }

    /// <summary>How many customers are worked on at once; the result is the same for any number.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;
}

public sealed record HistoryEvent(string Customer, CustomerEvent Event);

/// <summary>A customer as known beforehand. <see cref="Since"/> is when the customer came into being; null means with the first event.</summary>
public sealed record CustomerSeed(string Id, RecordValue Attributes, ImmutableSortedDictionary<ConsentKey, Consent> Consents, Instant? Since = null);

/// <summary>An input that reaches a customer at an instant of the virtual clock.</summary>
public sealed record ScheduledInput(Instant At, Input Input);

/// <summary>What a customer will do about a message that was just handed over; a function of its arguments alone.</summary>
public delegate ImmutableArray<ScheduledInput> Reactions(CustomerDocument customer, HandOver message);

/// <summary>How far a backtest has come: everything before <see cref="Until"/> is done.</summary>
public sealed record BacktestProgress(Instant Until, int DaysDone, int Days, long Decisions);
