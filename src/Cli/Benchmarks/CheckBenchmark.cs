using Personalization.Journeys.Cli.Demo;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language;
using Personalization.Journeys.Language.Diagnostics;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>A thousand journeys from text to program.</summary>
internal static class CheckBenchmark
{
    private const int Journeys = 1_000;

    public static Task<Measured> RunAsync(BenchSettings settings) => Task.FromResult(Run(settings));

    private static Measured Run(BenchSettings settings)
    {
        if (Samples.Aurora(settings.Io) is not { } aurora)
        {
            return Measured.Refused(BenchSettings.NoSamples);
        }

        var (folder, refusal) = WorkspaceFolder.Load(settings.Io, aurora);
        if (folder is null)
        {
            return Measured.Refused(refusal!);
        }

        var many = ManyJourneys.Of(folder.Files, Journeys);
        var first = JourneyCompiler.Compile(many);
        if (first.HasErrors)
        {
            return Measured.Refused(Refusal.Environment($"the repeated example workspace has errors: {first.Diagnostics.First(d => d.Severity == Severity.Error).Message}"));
        }

        return new([
            Figure.OfProcessor(settings.Io.Time, $"check {first.Workspace.Journeys.Length:N0} journeys", settings.Runs, null, 1, () => JourneyCompiler.Compile(many)),
            Figure.OfMemory("memory after checking them", null, 300),
        ]);
    }
}
