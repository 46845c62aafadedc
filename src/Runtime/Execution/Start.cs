using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>A trigger of the newest version of a journey, and its position there.</summary>
internal sealed record Start(Journey Journey, int Position, Trigger Trigger);
