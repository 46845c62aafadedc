using NodaTime;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>An input on its way into a decision.</summary>
/// <param name="Now">The time it is decided at: the clock's, or that of a recorded history.</param>
/// <param name="InboxId">The inbox row that holds it; taken off in the commit that decides it.</param>
public sealed record CustomerInput(string Customer, Input Input, Instant Now, long? InboxId = null);
