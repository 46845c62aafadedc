namespace Personalization.Journeys.Runtime.Execution;

/// <summary>Where a thread goes after a step: on, or nowhere for now.</summary>
internal readonly record struct Flow(bool Goes, string? To)
{
    /// <summary>The thread rests, or its run has ended.</summary>
    public static readonly Flow Stays;

    public static Flow On(string? to) => new(true, to);
}
