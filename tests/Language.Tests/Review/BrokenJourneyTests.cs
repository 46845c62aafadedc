using Personalization.Journeys.Language.Review.Explanation;
using Personalization.Journeys.Language.Review.Graph;
using Personalization.Journeys.Language.Review.Snapshots;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Review;

/// <summary>While somebody types, journeys are incomplete; they are shown as far as they go.</summary>
public sealed class BrokenJourneyTests
{
    public static TheoryData<string> Sources => [.. Compiled.Aurora.Workspace.Journeys.Select(j => j.Location.Path)];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Writers_ALineIsMissing_ShowWhatIsLeft(string path)
    {
        var files = Compiled.Aurora.Files with { Sources = [.. Compiled.Aurora.Files.Sources.Where(s => s.Path == path || s.Path is "schema.journey" or "segments.journey" or "policies.journey")] };
        var source = files.Sources.Single(s => s.Path == path);
        var lines = source.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            var cut = new SourceText(path, string.Join('\n', lines.Where((_, n) => n != i)));
            var workspace = JourneyCompiler.Compile(files with { Sources = files.Sources.Replace(source, cut) }).Workspace;
            foreach (var journey in workspace.Journeys)
            {
                var model = GraphBuilder.Build(workspace, journey);
                Assert.NotEmpty(MermaidWriter.Write(model) + DotWriter.Write(model) + GraphJson.Write(model) + SvgWriter.Write(model));
                Assert.NotEmpty(Prose.Write(workspace, journey) + Snapshot.Write(workspace, journey));
            }
        }
    }
}
