using Personalization.Journeys.Language.Formatting;
using Personalization.Journeys.Language.Parsing;
using Personalization.Journeys.Language.Tests.Parsing;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Formatting;

public sealed class FormatterTests
{
    public static TheoryData<string> Paths => [.. Samples.Valid.Select(s => s.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Format_Sample_ChangesNothing(string path)
    {
        var source = Samples.Valid.Single(s => s.Path == path);

        Assert.Equal(source.Text, Formatter.Format(source));
    }

    [Fact]
    public void Format_MutatedSamples_IsIdempotentAndKeepsTheMeaning()
    {
        var corpus = Samples.Valid.SelectMany(Mutation.Of).Where((_, index) => index % 11 == 0).ToList();
        Assert.True(corpus.Count > 1_000);
        foreach (var mutation in corpus)
        {
            AssertStable(mutation.Text, mutation.ToString());
        }
    }

    [Fact]
    public void Format_ScrambledSpaces_GivesTheSampleBack()
    {
        var random = new Random(7);
        foreach (var source in Samples.Valid)
        {
            var scrambled = Scramble(source, random);

            Assert.Equal(source.Text, Formatter.Format(scrambled));
            AssertStable(scrambled, source.Path);
        }
    }

    [Theory]
    [InlineData("metric   a=1+2 *- 3", "metric a = 1 + 2 * -3\n")]
    [InlineData("metric a = round ( x . y,digits : 2 )", "metric a = round(x.y, digits: 2)\n")]
    [InlineData("metric a = not (b or c) and (d)", "metric a = not (b or c) and (d)\n")]
    [InlineData("metric a = today-3 days", "metric a = today - 3 days\n")]
    [InlineData("metric a = { b : [ 1,2 ] }", "metric a = {b: [1, 2]}\n")]
    [InlineData("metric a = 'it\\'s {b default \"x\"}'", "metric a = \"it's {b default 'x'}\"\n")]
    [InlineData("\r\n\r\nevent a\r\n\r\n\r\n\r\nevent b   # why\r\n\r\n", "event a\n\nevent b  # why\n")]
    [InlineData("event a:\n\tb text\n", "event a:\n  b text\n")]
    [InlineData("# one\nevent a:\n      # two\n      b text\n      # three\n# four\nevent c\n", "# one\nevent a:\n  # two\n  b text\n  # three\n# four\nevent c\n")]
    public void Format_Text_IsLaidOut(string text, string expected)
    {
        Assert.Equal(expected, Formatter.Format(new SourceText("a.journey", text)));
        AssertStable(new SourceText("a.journey", text), text);
    }

    [Theory]
    [InlineData(
        "send email x with a = 1\n         with b = 2",
        "send email x\n      with a = 1\n      with b = 2")]
    [InlineData(
        "send email x\n      as y\n      with a = 1",
        "send email x as y\n      with a = 1")]
    [InlineData(
        "send email x as y",
        "send email x as y")]
    [InlineData(
        "send email a_rather_long_template_name as greeting with some_value = 1, another_value = \"two words\"",
        "send email a_rather_long_template_name as greeting\n      with some_value = 1, another_value = \"two words\"")]
    [InlineData(
        "wait up to 7 days\n      for event x\n      where event.a = 1",
        "wait up to 7 days\n      for event x\n      where event.a = 1")]
    [InlineData(
        "if a\n      and b:\n        exit",
        "if a\n        and b:\n      exit")]
    [InlineData(
        "let x = [\n        1,\n     2\n    ]",
        "let x = [\n      1,\n      2\n    ]")]
    public void Format_Clauses_HaveLinesOfTheirOwnTogether(string step, string expected)
    {
        var source = new SourceText("a.journey", "journey a version 1:\n  flow:\n    " + step + "\n");

        Assert.Equal("journey a version 1:\n  flow:\n    " + expected + "\n", Formatter.Format(source));
        AssertStable(source, step);
    }

    [Fact]
    public void Format_Settings_StandInTheUsualOrderWithTheirComments()
    {
        const string text = """
            journey a version 1:
              policy p

              # why we stop
              exit after 5 days
              enter again never
              # who
              enter on event x

              flow:
                exit
            """;

        var formatted = Formatter.Format(new SourceText("a.journey", text));

        Assert.Equal(
            """
            journey a version 1:
              # who
              enter on event x
              enter again never

              # why we stop
              exit after 5 days
              policy p

              flow:
                exit

            """,
            formatted);
        AssertStable(new SourceText("a.journey", text), text, sameTree: false);
    }

    [Fact]
    public void Format_BrokenLines_StayAsTheyAreAtTheirDepth()
    {
        const string text = "journey a version 1:\n    flow:\n        wait   30 minuets\n        send   email x\n";

        Assert.Equal("journey a version 1:\n  flow:\n    wait   30 minuets\n    send email x\n", Formatter.Format(new SourceText("a.journey", text)));
    }

    [Fact]
    public void Format_DoubtfulDepth_LeavesTheDeclarationAlone()
    {
        const string text = "event a:\n   b   text\n    c text\n\nevent   d\n";

        Assert.Equal("event a:\n   b   text\n    c text\n\nevent d\n", Formatter.Format(new SourceText("a.journey", text)));
    }

    private static void AssertStable(SourceText source, string what, bool sameTree = true)
    {
        var before = FileParser.Parse(source);
        var once = new SourceText(source.Path, Formatter.Format(source));
        var after = FileParser.Parse(once);
        var twice = Formatter.Format(once);
        Assert.True(once.Text == twice, $"not idempotent: {what}\n--- once\n{once.Text}\n--- twice\n{twice}");
        Assert.Equal(before.Diagnostics.Where(d => d.Code != "JRN0003").Select(d => d.Code + d.Message), after.Diagnostics.Select(d => d.Code + d.Message));
        if (sameTree)
        {
            Assert.True(SyntaxDump.Of(before.File) == SyntaxDump.Of(after.File), $"another meaning: {what}\n{once.Text}");
        }
    }

    /// <summary>More space where space may be, and twice the indentation.</summary>
    private static SourceText Scramble(SourceText source, Random random)
    {
        var lines = Enumerable.Range(1, source.LineCount).Select(number =>
        {
            var line = source.LineText(number);
            var content = line.TrimStart(' ');
            var margin = new string(' ', (line.Length - content.Length) * 2);
            if (content.StartsWith('#'))
            {
                return margin + content;
            }

            var quoted = false;
            var scrambled = string.Concat(content.Select(c =>
            {
                quoted ^= c == '"';
                return c == ' ' && !quoted ? new string(' ', random.Next(1, 4)) : c is ',' or '=' && !quoted ? $" {c} " : c.ToString();
            }));
            return margin + scrambled.Replace("<  =", "<=", StringComparison.Ordinal).Replace("! =", "!=", StringComparison.Ordinal)
                .Replace("> =", ">=", StringComparison.Ordinal).Replace("< =", "<=", StringComparison.Ordinal) + "  ";
        });
        return new SourceText(source.Path, string.Join("\r\n", lines));
    }
}
