using Personalization.Journeys.Cli.Terminal;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>The figures of one benchmark, or why it could not begin.</summary>
internal sealed record Measured(IReadOnlyList<Figure> Figures, Refusal? Refusal = null)
{
    public static Measured Refused(Refusal refusal) => new([], refusal);
}
