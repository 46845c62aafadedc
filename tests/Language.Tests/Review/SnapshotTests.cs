using System.Globalization;
using System.Text.RegularExpressions;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review.Snapshots;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Review;

/// <summary>What changes behaviour changes a snapshot, and what does not, does not.</summary>
public sealed partial class SnapshotTests
{
    private static readonly string Before = Text(Compiled.Aurora);

    [Fact]
    public void Files_CommentsAndBlankLines_ChangeNothing()
    {
        var sources = Compiled.Aurora.Files.Sources.Select(s => new SourceText(s.Path, "# a comment\n\n" + s.Text.Replace("\n", "   # why\n", StringComparison.Ordinal)));
        Assert.Equal(Before, Text(JourneyCompiler.Compile(Compiled.Aurora.Files with { Sources = [.. sources] })));
    }

    [Fact]
    public void Files_OtherOrderOfFiles_ChangesNothing() =>
        Assert.Equal(Before, Text(JourneyCompiler.Compile(Compiled.Aurora.Files with { Sources = [.. Compiled.Aurora.Files.Sources.Reverse()] })));

    public static TheoryData<string> Shown =>
        [.. Compiled.Aurora.Files.Sources.Select(s => s.Path).Where(p => p is not ("schema.journey" or "templates.journey") && !p.Contains(".test.", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Shown))]
    public void Files_EveryNumberOfTheText_IsShown(string path)
    {
        var files = Needed(path);
        var source = files.Sources.Single(s => s.Path == path);
        var before = JourneyCompiler.Compile(files);
        var program = CanonicalJson.Of(before.Workspace);
        var shown = Text(before);
        foreach (Match number in Number().Matches(source.Text))
        {
            var other = (long.Parse(number.Value, CultureInfo.InvariantCulture) + 1).ToString(number.Value.StartsWith('0') ? "00" : "0", CultureInfo.InvariantCulture);
            var changed = new SourceText(source.Path, string.Concat(source.Text.AsSpan(0, number.Index), other, source.Text.AsSpan(number.Index + number.Length)));
            var after = JourneyCompiler.Compile(files with { Sources = files.Sources.Replace(source, changed) });
            if (shown == Text(after) && program != CanonicalJson.Of(after.Workspace))
            {
                var line = source.PositionOf(number.Index).Line;
                Assert.Fail($"{path}:{line} {source.LineText(line)}");
            }
        }
    }

    /// <summary>The journey in question, with what it refers to.</summary>
    private static WorkspaceFiles Needed(string path) => Compiled.Aurora.Files with
    {
        Sources = [.. Compiled.Aurora.Files.Sources.Where(s => s.Path == path || s.Path is "schema.journey" or "segments.journey" or "policies.journey" or "templates.journey" or "ask_for_review.journey" or "sunset_policy.journey")],
    };

    /// <summary>Without hashes: the lines themselves must tell.</summary>
    private static string Text(Compilation compilation)
    {
        var journeys = compilation.Workspace.Journeys.Select(j => j with { Hash = "" });
        return string.Join("\n", Snapshot.Files(compilation.Workspace with { Journeys = [.. journeys] }).Select(f => $"{f.Path}\n{f.Text}"));
    }

    [GeneratedRegex(@"(?<![\w.])\d+(?![\w.])")]
    private static partial Regex Number();
}
