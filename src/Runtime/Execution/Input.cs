using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>Everything that can reach a customer. What is outside enters a decision as one of these.</summary>
public abstract record Input;

/// <summary>A customer's events of one batch, in the order they arrived.</summary>
public sealed record Events(ImmutableArray<CustomerEvent> Items) : Input;

/// <summary>An event as accepted: its data fit the declared type, defaults are filled in.</summary>
/// <param name="Id">Unique within <paramref name="Source"/>.</param>
/// <param name="At">When it happened.</param>
/// <param name="ArrivedAt">When it was accepted; decides whether it is late.</param>
/// <param name="IsHistory">Imported: updates windows, starts nothing.</param>
public sealed record CustomerEvent(string Source, string Id, string Type, Instant At, Instant ArrivedAt, RecordValue Data, bool IsHistory = false)
{
    /// <summary>The store knows its id from before, when the document no longer does. Never stored.</summary>
    internal bool IsRepeat { get; init; }
}

/// <summary>Fires every timer of the customer that is due.</summary>
public sealed record Due : Input;

public enum OutcomeKind
{
    Accepted,
    Rejected,
    Skipped,
    Expired,
    Unknown,
    Delivered,
    Opened,
    Clicked,
    Answered,
    Bounced,
    Complained,
    Dismissed,
}

/// <summary>What a channel learnt about a message. <see cref="Text"/> is the answer to a question.</summary>
public sealed record Outcome(string SendKey, OutcomeKind Kind, Instant At, string? Text = null, string? Reason = null) : Input;

/// <summary>The answer of a webhook, or its failure when <see cref="Fields"/> is null.</summary>
public sealed record Answer(string CallKey, RecordValue? Fields, Instant At, string? Reason = null) : Input;

/// <summary>New values of the customer's own fields; a missing value clears the field.</summary>
public sealed record Attributes(RecordValue Changes) : Input
{
    /// <summary>When they were told, where they wait to be decided: whoever is forgotten meanwhile stays so. Null for what comes at once.</summary>
    public Instant? At { get; init; }
}

public sealed record ConsentChanged(Channel Channel, string Purpose, bool Granted, Instant At, string Source) : Input;

/// <summary>A population fact that segments or schedules read has a new version.</summary>
public sealed record FactsChanged(string Name, string Version) : Input;

/// <summary>A release keeps other windows than the one this document was made for; all events so far, in the order they were applied.</summary>
public sealed record Upgrade(ImmutableArray<CustomerEvent> Past) : Input;

/// <summary>The customer asked to be forgotten.</summary>
public sealed record Erase(Instant At) : Input;
