using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>
/// Who would have got what, when and why. Every list stands in a fixed order, so that the same request gives the same bytes.
/// </summary>
public sealed record BacktestResult(
    ImmutableArray<MessageRecord> Messages,
    ImmutableArray<RunRecord> Runs,
    ImmutableArray<JourneySummary> Journeys,
    ImmutableArray<CustomerTimeline> Timelines,
    ImmutableArray<DayCounts> Days,
    ImmutableArray<SegmentSnapshot> Snapshots,
    ImmutableArray<SegmentDay> SegmentDays,
    ImmutableArray<CustomerIncident> Incidents,
    int Customers,
    long EventsApplied,
    long Decisions);

/// <summary>A line of `messages.jsonl`; ordered by instant, customer, send key.</summary>
public sealed record MessageRecord(
    string SendKey,
    Instant At,
    string Customer,
    string Run,
    string Journey,
    int Version,
    string Step,
    Channel Channel,
    string Template,
    string Purpose,
    OutcomeKind Status,
    string? Reason,
    string? Arm);

/// <summary>A line of `journeys.jsonl`; ordered by entry, customer, run. A run that is still inside has no end.</summary>
public sealed record RunRecord(
    string Run,
    string Customer,
    string Journey,
    int Version,
    Instant EnteredAt,
    Instant? EndedAt,
    string? Exit,
    ImmutableArray<string> Goals,
    int Messages);

/// <summary>One row of the summary table. <see cref="Goals"/> counts what followed within the goal's time, whatever caused it.</summary>
public sealed record JourneySummary(
    string Journey,
    int Version,
    int Entered,
    int StillInside,
    ImmutableSortedDictionary<Channel, int> Messages,
    ImmutableSortedDictionary<string, int> Skipped,
    ImmutableSortedDictionary<string, int> Held,
    ImmutableSortedDictionary<string, int> Exits,
    ImmutableSortedDictionary<string, int> Goals,
    ImmutableSortedDictionary<string, int> NotEntered);

/// <summary>Everything that happened to one customer, in order, with the line of text behind each entry.</summary>
public sealed record CustomerTimeline(string Customer, ImmutableArray<Noted> Journal);

/// <param name="Place">Where in the text it was decided.</param>
public readonly record struct Noted(JournalEntry Entry, Place? Place);

/// <summary>A day of the workspace zone.</summary>
public sealed record DayCounts(LocalDate Day, int Events, ImmutableArray<JourneyDay> Journeys);

/// <summary><see cref="Inside"/> is counted at the end of the day.</summary>
public sealed record JourneyDay(string Journey, int Entered, int Ended, int Inside, int Messages);

/// <summary><see cref="Checksum"/>: FNV-1a-32 in hex over the keys, ascending, as numbers when all are integers, joined by `,`.</summary>
public sealed record SegmentSnapshot(Instant At, string Segment, int Members, string Checksum, ImmutableArray<string> Keys);

/// <summary>
/// Members that entered and left between the ends of two days; who does both within a day does neither. Without event:
/// those who had no event on that day, so that time alone, or a population fact, moved them.
/// </summary>
public sealed record SegmentDay(
    LocalDate Day, string Segment, int Entered, int Left, int EnteredWithoutEvent, int LeftWithoutEvent, int Members);

public sealed record CustomerIncident(string Customer, Incident Incident);
