using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>What one input made of a customer: the new document, and what is to happen once it is committed.</summary>
public sealed record Decision(
    CustomerDocument Customer, ImmutableArray<HandOver> Messages, ImmutableArray<WebhookCall> Calls, ImmutableArray<JournalEntry> Journal)
{
    /// <summary>The events that were taken in, those that steps recorded among them, in the order of their journal entries.</summary>
    public ImmutableArray<CustomerEvent> Taken { get; init; } = [];

    /// <summary>Every step that a thread came to.</summary>
    public ImmutableArray<StepBegun> Steps { get; init; } = [];

    /// <summary>Hashes of event ids that no longer fit into the document, oldest first.</summary>
    public ImmutableArray<ulong> Overflowed { get; init; } = [];
}

/// <summary>A thread came to a step.</summary>
public readonly record struct StepBegun(string Journey, int Version, string Step);

/// <summary>
/// A message that may go: a row of the outbox. <see cref="Values"/> holds the template's parameters and, under
/// `customer`, the fields its texts read, as of the decision; it is rendered from these alone.
/// </summary>
/// <param name="SendKey">32 characters, the same for every try of this message, in every process.</param>
/// <param name="NotAfter">The end of the allowed hours or of `for`; later it is expired, never sent.</param>
/// <param name="Arm">`experiment:arm` of the newest assignment above this step, or null.</param>
/// <param name="Location">Null when it was read back from a store: the journal has the line.</param>
public sealed record HandOver(
    string SendKey,
    Instant At,
    string Run,
    string Journey,
    int Version,
    string Step,
    Channel Channel,
    string Template,
    string Purpose,
    string Policy,
    RecordValue Values,
    string? Slot,
    Instant? NotAfter,
    string? Arm,
    Location? Location);

/// <summary>A call that leaves after the commit; its answer comes back as <see cref="Answer"/> with the same key.</summary>
public sealed record WebhookCall(string CallKey, Instant At, string Run, string Step, string Webhook, RecordValue Values, Location? Location);
