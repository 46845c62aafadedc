using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>What an expression can see. A root that is null does not exist there.</summary>
internal sealed record Scope
{
    public static readonly Scope Nothing = new();

    /// <summary>What segments, metrics and templates see.</summary>
    public static Scope OfCustomer(DataType customer) => new() { Customer = customer };

    public DataType? Customer { get; init; }

    public DataType? Event { get; init; }

    public EntryType? Entry { get; init; }

    public RecordType? Input { get; init; }

    public FlowState State { get; init; } = FlowState.Empty;

    /// <summary>Tests fill what they do not give: a record may then leave fields out.</summary>
    public bool FillsRecords { get; init; }
}

/// <summary>What `entry` has: the fields that all triggers share. <see cref="Triggers"/> explain what it has not.</summary>
internal sealed record EntryType(DataType Type, ImmutableArray<EntrySource> Triggers);

/// <summary>One trigger in words (`event x`, `segment y`), with the event it brings, if any.</summary>
internal sealed record EntrySource(string Words, RecordType? Event);
