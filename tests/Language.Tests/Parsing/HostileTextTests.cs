using System.Text;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Parsing;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Parsing;

public sealed class HostileTextTests
{
    public static TheoryData<string, string> Hostile => new()
    {
        { "JRN0009", new string('x', 10_000_000) },
        { "JRN0009", "metric a = " + new string('(', 5_000_000) },
        { "JRN0008", string.Concat(Enumerable.Repeat("event a\n", 20_000)) },
        { "JRN0106", "metric a = " + string.Concat(Enumerable.Repeat("(\n  ", 5_000)) },
        { "JRN0106", "metric a = " + new string('[', 500) + new string(']', 400) },
        { "JRN0106", "metric a = \"{" + new string('(', 400) + "1" + new string(')', 400) + "}\"" },
        { "JRN0108", string.Concat(Enumerable.Range(0, 900).Select(depth => new string(' ', depth) + "if a:\n")) },
        { "JRN0109", "metric a = 1" + string.Concat(Enumerable.Repeat("\n  + 1", 9_000)) },
        { "JRN0109", "metric a = (" + string.Concat(Enumerable.Repeat("\n  not not not not", 9_000)) },
        { "JRN0100", "metric a = " + string.Concat(Enumerable.Repeat("not ", 240)) },
        { "JRN0004", "metric a = \"" + new string('{', 900) },
        { "JRN0001", "metric a = \u0000" },
        { "JRN0001", "metric a = \uD800" },
        { "JRN0011", "wait " + new string('9', 900) + " days" },
        { "JRN0308", "journey a version 1:\n  flow:\n    wait 99_999_999_999 days" },
        { "JRN0308", "journey a version 1:\n  flow:\n    wait 99 years 13 months" },
        { "JRN0308", "journey a version 1:\n  starts 2025-02-30" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Parse_HostileText_ReportsAndReturns(string code, string text)
    {
        var result = FileParser.Parse(new SourceText("a.journey", code == "JRN0011" ? "journey a version 1:\n  flow:\n    " + text : text));

        Assert.Contains(code, result.Diagnostics.Select(d => d.Code));
        Assert.True(result.Diagnostics.Length <= 1_000);
        Assert.NotEmpty(DiagnosticRenderer.Render(result.Diagnostics.Take(3)));
    }

    [Fact]
    public void Parse_RandomEdits_NeverThrowAndKeepSpansInsideTheText()
    {
        var random = new Random(20260101);
        const string alphabet = "abz_ABZ019 \t\n\r:,.()[]{}\"'\\#=<>+-*/%;@\u202E\u00e4\u0430\uD83D\uDE00";
        foreach (var sample in Samples.Valid)
        {
            for (var round = 0; round < 40; round++)
            {
                var text = new StringBuilder(sample.Text);
                for (var edit = 0; edit < 12; edit++)
                {
                    var at = random.Next(text.Length);
                    if (random.Next(2) == 0)
                    {
                        text.Insert(at, alphabet[random.Next(alphabet.Length)]);
                    }
                    else
                    {
                        text.Remove(at, Math.Min(random.Next(1, 9), text.Length - at));
                    }
                }

                var source = new SourceText(sample.Path, text.ToString());
                foreach (var diagnostic in FileParser.Parse(source).Diagnostics)
                {
                    Assert.InRange(diagnostic.Location.Span.Start, 0, source.Text.Length);
                    Assert.InRange(diagnostic.Location.Span.End, diagnostic.Location.Span.Start, source.Text.Length);
                }
            }
        }
    }
}
