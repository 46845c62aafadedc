using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Cli.Data;

/// <summary>An event of somebody's past, already fitted to the declared type.</summary>
internal sealed record RecordedEvent(string Customer, CustomerEvent Event);
