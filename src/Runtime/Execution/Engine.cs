using NodaTime;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>The heart of the house: a pure function. No I/O, clock, chance or log; everything else is a loop around it.</summary>
public static class Engine
{
    /// <summary>
    /// Decides one input for one customer at one instant. The same arguments always give the same decision.
    /// </summary>
    public static Decision Decide(Release release, Facts facts, CustomerDocument customer, Input input, Instant now) =>
        throw new System.Diagnostics.UnreachableException();
}
