using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>A trigger that holds, and what a run would begin with.</summary>
/// <param name="Key">Null when the key is missing; such a run can not begin.</param>
/// <param name="At">When the trigger happened.</param>
internal sealed record Candidate(Journey Journey, string? Key, Instant At, RecordValue Entry, CustomerEvent? Event, Location Location);
