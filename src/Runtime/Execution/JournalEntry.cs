using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>One fact of a customer's history, with the line of text that made it where there is one.</summary>
public abstract record JournalEntry(Instant At, Location? Location);

/// <summary>What became of an incoming event: exactly one for each.</summary>
public sealed record EventApplied(Instant At, string Source, string Id, string Type, EventFate Fate, Instant HappenedAt) : JournalEntry(At, null);

public enum EventFate
{
    Applied,
    Duplicate,

    /// <summary>Older than the workspace allows, or history: windows only.</summary>
    Late,
    Erased,
}

public sealed record SegmentChanged(Instant At, string Segment, bool Entered, Location? Location) : JournalEntry(At, Location);

/// <summary>The outside changed what is known of the customer. Only the names of the fields: their values may be personal.</summary>
public sealed record ProfileChanged(Instant At, ImmutableArray<string> Fields) : JournalEntry(At, null);

/// <summary>The customer's own word on a channel and purpose, where it was given and when: what an audit asks for.</summary>
public sealed record ConsentNoted(Instant At, Channel Channel, string Purpose, bool Granted, string Source, Instant GivenAt) : JournalEntry(At, null);

/// <summary>A trigger that led to no entry, and why: the text of the first condition that said no, or a rule's name.</summary>
public sealed record NotEntered(Instant At, string Journey, int Version, string Key, string Reason, Location? Location) : JournalEntry(At, Location)
{
    /// <summary>The condition that said no with what its parts were; null when a rule did.</summary>
    public string? Because { get; init; }
}

/// <summary>Something that happened to a run.</summary>
public abstract record RunEntry(Instant At, string Run, string Journey, int Version, Location? Location) : JournalEntry(At, Location);

public sealed record Entered(Instant At, string Run, string Journey, int Version, string Key, bool Restarted, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

/// <summary>The run rests at a step until an instant, or until something comes.</summary>
public sealed record Paused(Instant At, string Run, string Journey, int Version, string Step, Instant? Until, string Reason, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

/// <summary>A decision between ways: the condition with its values, and the way taken.</summary>
public sealed record WayTaken(Instant At, string Run, string Journey, int Version, string Step, string Way, string Because, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

public sealed record ArmAssigned(Instant At, string Run, string Journey, int Version, string Experiment, string Arm, decimal Probability, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

public sealed record MessageSent(Instant At, string Run, string Journey, int Version, string Step, string SendKey, Channel Channel, string Template, string Purpose, string? Arm, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

/// <summary>An attempt that was not handed over: no consent, no address, capped, quiet hours, late, duplicate.</summary>
public sealed record MessageSkipped(Instant At, string Run, string Journey, int Version, string Step, string SendKey, Channel Channel, string Template, string Purpose, string Reason, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

public sealed record MessageHeld(Instant At, string Run, string Journey, int Version, string Step, Channel Channel, string Template, Instant Until, string Reason, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

/// <summary>What a channel or the customer answered to a message of this run.</summary>
public sealed record OutcomeNoted(Instant At, string Run, string Journey, int Version, string SendKey, OutcomeKind Kind, string? Reason, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

public sealed record ValueMade(Instant At, string Run, string Journey, int Version, string Step, string Name, string Value, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

public sealed record FieldWritten(Instant At, string Run, string Journey, int Version, string Step, string Field, string Value, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

public sealed record ConsentWithdrawn(Instant At, string Run, string Journey, int Version, Channel Channel, string Purpose, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

public sealed record EventRecorded(Instant At, string Run, string Journey, int Version, string Step, string Event, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

public sealed record WebhookCalled(Instant At, string Run, string Journey, int Version, string Step, string CallKey, string Webhook, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

public sealed record GoalReached(Instant At, string Run, string Journey, int Version, string Goal, Instant HappenedAt, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

public sealed record Exited(Instant At, string Run, string Journey, int Version, string Reason, Location? Location)
    : RunEntry(At, Run, Journey, Version, Location);

/// <summary>Something that should not happen did: too many internal inputs, a limit of the document. Nothing is lost, somebody must look.</summary>
public sealed record Incident(Instant At, string? Run, string Reason, Location? Location) : JournalEntry(At, Location);
