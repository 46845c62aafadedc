using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Program;

/// <summary>One version of a journey, compiled.</summary>
public sealed record Journey(
    string Name,
    int Version,
    string? Documentation,
    ImmutableArray<Field> Inputs,
    ImmutableArray<Field> Returns,
    ImmutableArray<Trigger> Triggers,
    Reentry Reentry,
    bool RestartWhenInside,
    LocalDate? Starts,
    LocalDate? Ends,
    ImmutableArray<Condition> Eligible,
    ImmutableArray<Goal> Goals,
    ImmutableArray<Exit> Exits,
    Duration? ExitAfter,
    string? Policy,
    int Priority,
    ImmutableArray<Local> Locals,
    string? Entry,
    ImmutableArray<Step> Steps,
    ImmutableArray<Migration> Migrations,
    Location Location)
{
    private FrozenDictionary<string, Step>? _byId;

    /// <summary>First 16 hex digits of SHA-256 over the canonical JSON; the same text with other white space has the same hash.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The dotted fields that anything in the journey reads of the event that started a run; `*` is the whole event.</summary>
    public ImmutableArray<string> EntryPaths { get; init; } = ["*"];

    public Step this[string id] => (_byId ??= Steps.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal))[id];

    public Step? Find(string? id) => id is null ? null : (_byId ??= Steps.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal)).GetValueOrDefault(id);
}

public abstract record Trigger(Location Location);

/// <summary><see cref="KeyedBy"/> and <see cref="Where"/> read <see cref="Root.Event"/>.</summary>
public sealed record EventTrigger(string Event, Expression? Where, Expression? KeyedBy, Location Location) : Trigger(Location);

public sealed record SegmentTrigger(string Segment, bool Entered, Location Location) : Trigger(Location);

/// <summary>A timer of each member, in the customer's zone.</summary>
public sealed record ScheduleTrigger(Weekdays Days, LocalTime At, string Segment, Location Location) : Trigger(Location);

/// <summary>On a date of the customer, or each year on its anniversary; 29 February has its anniversary on 28 February.</summary>
public sealed record DateTrigger(bool Anniversary, OffsetMoment Moment, Location Location) : Trigger(Location);

public sealed record Reentry(ReentryKind Kind, CalendarDuration After);

/// <summary>Reached when its event happens after entry and within the time; without a time it ends with its run.</summary>
public sealed record Goal(string Name, EventRef Event, Location Location);

public abstract record Exit(Location Location);

public sealed record GoalExit(string Goal, Location Location) : Exit(Location);

public sealed record SegmentExit(string Segment, bool Entered, Location Location) : Exit(Location);

public sealed record EventExit(EventRef Event, Location Location) : Exit(Location);

/// <summary>A `let` among the settings: evaluated once, at entry.</summary>
public sealed record Local(string Name, Expression Value, Location Location);

/// <summary>`migrate from N`: a total map of the steps of an older version.</summary>
public sealed record Migration(int From, ImmutableArray<StepMove> Moves, OthersAction Others, Location Location);

/// <summary>A step that moved to <see cref="To"/>, or was removed: continue at <see cref="To"/>, or exit when null.</summary>
public sealed record StepMove(string Step, bool Removed, string? To, Location Location);
