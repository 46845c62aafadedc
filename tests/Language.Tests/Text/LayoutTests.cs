using System.Text;
using Personalization.Journeys.Language.Parsing;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Text;

public sealed class LayoutTests
{
    public static TheoryData<string> Paths => [.. Samples.Valid.Select(s => s.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Read_Sample_LosesNoCharacter(string path)
    {
        var source = Samples.Valid.Single(s => s.Path == path);

        Assert.Equal(source.Text, Rebuild(LayoutReader.Read(source, []), visibleOnly: false));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Read_Sample_LeavesOnlySpaceBetweenTokensAndComments(string path)
    {
        var source = Samples.Valid.Single(s => s.Path == path);

        Assert.Equal("", Rebuild(LayoutReader.Read(source, []), visibleOnly: true).Trim());
    }

    [Theory]
    [InlineData("a\n  where b\n    as c\n  within d", "a where b as c within d")]
    [InlineData("x = [\n  1,\n  2\n]", "x = [ 1 , 2 ]")]
    [InlineData("if a\n    and b:\n  c", "if a and b")]
    [InlineData("a\n\n  # a comment between\n  with b", "a with b")]
    [InlineData("a +\n  b", "a + b")]
    public void Read_ClauseLines_JoinTheStatementAbove(string text, string joined)
    {
        var line = LayoutReader.Read(new SourceText("a.journey", text), []).Roots[0];

        Assert.Equal(joined, string.Join(' ', line.Tokens.Select(t => t.Text)));
    }

    [Theory]
    [InlineData("a\nwhere b")]
    [InlineData("a:\n  where b")]
    [InlineData("in parallel\n  for each x in y")]
    [InlineData("eligible\n  in segment x")]
    public void Read_LinesOfTheirOwn_AreNotJoined(string text)
    {
        var roots = LayoutReader.Read(new SourceText("a.journey", text), []).Roots;

        Assert.Equal(2, roots.Length + roots[0].Children.Count);
    }

    [Fact]
    public void Read_Documentation_BelongsToTheStatementDirectlyBelow()
    {
        var layout = LayoutReader.Read(new SourceText("a.journey", "## One\n## Two\n# comment\na\n\n## Nobody's\n\nb\n"), []);

        Assert.Equal("One\nTwo", layout.Roots[0].Documentation);
        Assert.Null(layout.Roots[1].Documentation);
    }

    [Fact]
    public void Read_Allow_IsRememberedForTheNextStatementLine()
    {
        var layout = LayoutReader.Read(new SourceText("a.journey", "a:\n  # allow JRN0310: imported customers have no birthday\n  # another remark\n\n  b\n"), []);

        var suppression = Assert.Single(layout.Suppressions);
        Assert.Equal(("JRN0310", "imported customers have no birthday", 2, 5), (suppression.Code, suppression.Reason, suppression.Location.Line, suppression.AppliesToLine));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Read_LineEnds_DoNotMatter(string lineEnd)
    {
        var text = "\uFEFFevent a:" + lineEnd + "  b text" + lineEnd;
        var result = FileParser.Parse(new SourceText("a.journey", text));

        Assert.Empty(result.Diagnostics);
        Assert.Single(result.File.Declarations);
    }

    /// <summary>The file from its pieces; or, with the visible ones blanked, what is left between them.</summary>
    private static string Rebuild(Layout layout, bool visibleOnly)
    {
        var text = layout.Source.Text;
        var rest = new StringBuilder(text);
        var rebuilt = new StringBuilder();
        foreach (var line in layout.Lines)
        {
            var at = line.Span.Start;
            foreach (var piece in line.Tokens.Select(t => t.Span).Concat(line.Comment is { } comment ? [comment] : []))
            {
                rebuilt.Append(text, at, piece.Start - at).Append(text, piece.Start, piece.Length);
                rest.Remove(piece.Start, piece.Length).Insert(piece.Start, new string(' ', piece.Length));
                at = piece.End;
            }

            rebuilt.Append(text, at, line.Span.End - at);
            for (at = line.Span.End; at < text.Length && text[at] is '\r' or '\n'; at++)
            {
                rebuilt.Append(text[at]);
                if (text[at] == '\n')
                {
                    break;
                }
            }
        }

        return visibleOnly ? rest.ToString() : rebuilt.ToString();
    }
}
