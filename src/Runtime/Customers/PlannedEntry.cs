using NodaTime;

namespace Personalization.Journeys.Runtime.Customers;

/// <summary>The next time that a `schedule` or `date` trigger of a journey falls due for this customer.</summary>
/// <param name="Trigger">Its position among the triggers of the journey.</param>
public sealed record PlannedEntry(string Journey, int Trigger, Instant At);
