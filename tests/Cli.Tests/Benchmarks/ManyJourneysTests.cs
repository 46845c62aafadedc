using Personalization.Journeys.Cli.Benchmarks;
using Personalization.Journeys.Cli.Demo;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language;
using Personalization.Journeys.Language.Diagnostics;

namespace Personalization.Journeys.Cli.Tests.Benchmarks;

public sealed class ManyJourneysTests
{
    [Fact]
    public void RepeatedJourneys_AreAsManyAsAskedFor_AndHaveNoErrors()
    {
        var io = new CommandIo(TextWriter.Null, TextWriter.Null, AppContext.BaseDirectory);
        var (folder, _) = WorkspaceFolder.Load(io, Samples.Aurora(io));

        var compilation = JourneyCompiler.Compile(ManyJourneys.Of(folder!.Files, 30));

        Assert.Equal(33, compilation.Workspace.Journeys.Length);
        Assert.DoesNotContain(compilation.Diagnostics, d => d.Severity == Severity.Error);
    }
}
