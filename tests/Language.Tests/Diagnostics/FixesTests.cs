using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Tests.Diagnostics;

public sealed class FixesTests
{
    public static TheoryData<string> Codes => DiagnosticSampleTests.Codes;

    /// <summary>A fix takes its own message away and brings no new one.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void Fix_OfABadSample_RemovesItsDiagnosticAndAddsNone(string code)
    {
        var before = DiagnosticSampleTests.Compile(Path.Combine(DiagnosticSampleTests.Root, code), "bad");
        foreach (var diagnostic in before.Where(d => !d.Fix.IsEmpty))
        {
            var source = diagnostic.Location.Source;
            var (text, applied) = Fixes.Apply(source, [diagnostic]);
            var others = before.Select(d => d.Location.Source).Distinct().Where(s => s != source);
            var after = DiagnosticSampleTests.Compile([new SourceText(source.Path, text), .. others]);

            Assert.Equal(1, applied);
            Assert.True(
                after.Length < before.Length && !after.Select(d => d.Code).Except(before.Select(d => d.Code)).Any(),
                $"{diagnostic.Code} after its fix:\n{DiagnosticRenderer.Render(after)}");
        }
    }

    [Fact]
    public void Apply_TwoFixesOfOneWord_TakesOne()
    {
        var source = new SourceText("a.journey", "wait 30 minuets");
        var word = new Location(source, new Span(8, 7));
        var first = new Diagnostic("JRN0100", Severity.Error, word, "one") { Fix = [new TextEdit(word.Span, "minutes")] };
        var second = first with { Fix = [new TextEdit(word.Span, "months")] };

        Assert.Equal(("wait 30 minutes", 1), Fixes.Apply(source, [first, second]));
    }

    [Fact]
    public void Apply_TwoFixesApart_TakesBoth()
    {
        var source = new SourceText("a.journey", "a == b && c");
        Diagnostic At(int start, string text) =>
            new("JRN0107", Severity.Error, new Location(source, new Span(start, 2)), "x") { Fix = [new TextEdit(new Span(start, 2), text)] };

        Assert.Equal(("a = b and c", 2), Fixes.Apply(source, [At(2, "="), At(7, "and")]));
    }
}
