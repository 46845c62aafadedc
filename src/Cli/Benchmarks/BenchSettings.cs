using NodaTime;
using Personalization.Journeys.Cli.Terminal;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <param name="Runs">The best of so many counts.</param>
/// <param name="Customers">How many wait where many are meant.</param>
internal sealed record BenchSettings(CommandIo Io, int Runs, int Customers)
{
    public static readonly Refusal NoSamples = Refusal.Environment(
        "the sample workspaces of the repository are not here", "run the benchmarks inside the clone");

    public Instant Now => Instant.FromDateTimeOffset(Io.Time.GetUtcNow());
}
