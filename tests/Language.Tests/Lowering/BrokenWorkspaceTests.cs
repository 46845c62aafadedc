using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Tests.Parsing;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Lowering;

/// <summary>One slip of the pen anywhere in the example workspace: never a crash, always a sound graph, few messages.</summary>
public class BrokenWorkspaceTests
{
    private const int EveryNth = 149;

    [Fact]
    public void Workspace_WithOneSlip_CompilesToASoundGraphAndFewMessages()
    {
        var aurora = Compiled.Aurora;
        var noisy = new List<string>();
        var number = 0;
        foreach (var source in aurora.Files.Sources)
        {
            foreach (var mutation in Mutation.Of(source).Where(_ => number++ % EveryNth == 0))
            {
                var compilation = JourneyCompiler.Compile(aurora.Files with { Sources = aurora.Files.Sources.Replace(source, mutation.Text) });
                foreach (var journey in compilation.Workspace.Journeys)
                {
                    GraphSoundness.Check(journey);
                }

                var errors = compilation.Diagnostics.Where(d => d.Severity == Severity.Error).ToList();
                if (errors.Count > 3)
                {
                    noisy.Add($"{mutation}: {errors.Count}: {string.Join(" | ", errors.Take(4).Select(e => $"{e.Code} {e.Message}"))}");
                }
            }
        }

        Assert.True(noisy.Count * 100 <= number / EveryNth * 2, string.Join('\n', noisy));
    }
}
