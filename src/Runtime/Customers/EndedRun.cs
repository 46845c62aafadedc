using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Customers;

/// <summary>
/// What is remembered of a run that ended, as long as it may still matter: for goals that stay open and for `enter again`.
/// </summary>
/// <param name="KeepUntil">When it may be forgotten.</param>
/// <param name="OpenGoals">Goals with a time of their own that were not reached.</param>
/// <param name="Entry">Kept only while a goal is open; so are the two below.</param>
/// <param name="Locals">What the settings of the journey made with `let`.</param>
public sealed record EndedRun(
    string Id,
    string Journey,
    int Version,
    string Key,
    Instant EnteredAt,
    Instant TriggeredAt,
    Instant KeepUntil,
    ImmutableArray<string> OpenGoals,
    RecordValue Entry,
    RecordValue Input,
    RecordValue Locals);
