using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>A customer as stored: the document, encoded, and what a store must be able to ask without reading it.</summary>
/// <param name="Slot">0 to 255, <see cref="Durability.Slot.Of"/> of the key.</param>
/// <param name="Version">Counts the commits of this customer, from 1.</param>
/// <param name="DueAt">When the customer must be woken; null when nothing happens by itself.</param>
public sealed record DocumentRow(string Customer, int Slot, long Version, Instant? DueAt, ReadOnlyMemory<byte> Document)
{
    /// <summary>For those who show it; whoever decides parks what can not be read.</summary>
    /// <exception cref="StoreException">The bytes are no document.</exception>
    public CustomerDocument Read()
    {
        try
        {
            return DocumentCodec.Decode(Document.Span);
        }
        catch (FormatException damage)
        {
            throw new StoreException(StoreFault.Corrupt, $"the document of `{Customer}` can not be read; what comes for this customer is parked until a backup brings it back", damage);
        }
    }
}

/// <summary>A document to write over the version it was decided from; 0 when there was none.</summary>
public sealed record DocumentWrite(DocumentRow Row, long Over);

/// <summary>Who is to be woken, and since when.</summary>
public readonly record struct DueRow(string Customer, Instant DueAt);

/// <summary>Where in the text something was decided; the text of that release, not of today's.</summary>
public sealed record Place(string Path, int Line, int Column)
{
    public static Place? Of(Location? location) => location is null ? null : new(location.Path, location.Line, location.Column);

    public override string ToString() => $"{Path}:{Line}";
}

/// <summary>One fact of a customer's history as stored.</summary>
/// <param name="Sequence">Given by the store, ascending in the order of commits; 0 before.</param>
/// <param name="Decision">The version of the document this decision made: all rows of one decision share it.</param>
/// <param name="Entry">Its location is null once it was stored; <paramref name="Place"/> remains.</param>
/// <param name="Event">Of an <see cref="EventApplied"/>: the event itself, for replay.</param>
public sealed record JournalRow(long Sequence, string Customer, long Decision, JournalEntry Entry, Place? Place, CustomerEvent? Event)
{
    /// <summary>
    /// For writing: fields of the event's data that are declared personal (<see cref="ReleaseSet.PersonalFields"/>). They are
    /// stored so that an erasure makes them unreadable, and are missing from then on.
    /// </summary>
    public ImmutableArray<string> Personal { get; init; } = [];
}

public enum OutboxStatus
{
    /// <summary>Nobody has tried, or it is to be tried again.</summary>
    Open,

    /// <summary>Claimed; past the end of its claim without a result it is unknown, or tried again where that is safe.</summary>
    Trying,
    Accepted,
    Rejected,
    Skipped,
    Expired,
    Unknown,

    /// <summary>A webhook answered.</summary>
    Answered,
}

/// <summary>A message or webhook call that the commit releases.</summary>
/// <param name="Key">The send key or call key.</param>
/// <param name="Lane">`email`, `push`, `web`, `chat` or `webhook`: who takes it.</param>
/// <param name="Purpose">What consent is asked for at the last gate; null for a call.</param>
/// <param name="Release">The workspace whose template or webhook it is.</param>
/// <param name="Body">The encoded <see cref="HandOver"/> or <see cref="WebhookCall"/>.</param>
public sealed record OutboxRow(
    string Key, string Customer, string Lane, string? Purpose, Instant At, Instant? NotAfter, string Release, ReadOnlyMemory<byte> Body);

/// <summary>An outbox row as an operator sees it.</summary>
public sealed record OutboxEntry(
    long Sequence, OutboxRow Row, OutboxStatus Status, int Tries, Instant? NextTryAt, Instant? ClaimedUntil, string? Reason, Instant? FinishedAt);

/// <summary>An input that is durable before it is decided: an outcome, an answer, a command of an operator. Taken in the commit that decides it.</summary>
public sealed record InboxRow(long Id, string Customer, ReadOnlyMemory<byte> Input);

/// <summary>An input that could not be decided. Kept until somebody replays or closes it.</summary>
public sealed record ParkedRow(long Id, string Customer, Instant At, string Reason, ReadOnlyMemory<byte> Input);

/// <summary>What is not done yet: messages and calls without a result, inputs that wait, inputs that nobody could decide.</summary>
public sealed record Backlog(long Unsent, Instant? OldestUnsent, long Inbox, long Parked);

/// <summary>The hash of an event id that no longer fits into the document.</summary>
public readonly record struct SeenEvent(string Customer, ulong Hash, Instant At);

/// <summary>A count that goes up or down with a commit; see <see cref="Tallies"/> for the kinds.</summary>
public readonly record struct TallyChange(TallyKey Key, long By);

/// <summary>What is counted: of a journey and version, or of the whole with both empty.</summary>
/// <param name="Name">A step, an exit, a goal, a reason, a segment; empty when the kind says it all.</param>
public readonly record struct TallyKey(TallyKind Kind, string Journey, int Version, string Name);

public enum TallyKind
{
    /// <summary>Threads that rest at the step `Name` now.</summary>
    Standing,

    /// <summary>Runs alive now.</summary>
    Inside,

    /// <summary>Entries so far.</summary>
    Entered,

    /// <summary>Runs that ended with the exit `Name`.</summary>
    Exited,

    /// <summary>Runs that reached the goal `Name`.</summary>
    Reached,

    /// <summary>Messages handed over at the step `Name`.</summary>
    Sent,

    /// <summary>Messages not handed over, by reason.</summary>
    Skipped,

    /// <summary>Triggers that led to no entry, by reason.</summary>
    Refused,

    /// <summary>Threads that came to the step `Name` so far, those that stand there among them.</summary>
    Passed,

    /// <summary>Members of the segment `Name` now.</summary>
    Members,

    /// <summary>Events by fate.</summary>
    Events,

    /// <summary>What channels and customers said about messages, by kind of outcome.</summary>
    Outcomes,
    Customers,
    Incidents,
}
