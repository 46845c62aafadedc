using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Diagnostics;

/// <summary>A fix that is offered without asking must be right: it removes what it belongs to and breaks nothing.</summary>
public sealed class FixTests
{
    public static TheoryData<string> Codes =>
        [.. Directory.EnumerateFiles(Samples.Folder("diagnostics"), "bad.journey", SearchOption.AllDirectories)
            .Select(f => Path.GetFileName(Path.GetDirectoryName(f)!))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Fix_Applied_RemovesItsDiagnosticAndAddsNone(string code)
    {
        var source = Samples.Read($"diagnostics/{code}/bad.journey");
        var before = Compile(source);
        foreach (var diagnostic in before.Where(d => d.Fix.Length > 0))
        {
            var text = source.Text;
            foreach (var edit in diagnostic.Fix.OrderByDescending(e => e.Span.Start))
            {
                text = string.Concat(text.AsSpan(0, edit.Span.Start), edit.NewText, text.AsSpan(edit.Span.End));
            }

            var after = Compile(new SourceText(source.Path, text));

            Assert.True(after.Count < before.Count, $"{diagnostic.Code} is still there:\n{DiagnosticRenderer.Render(after)}");
            Assert.Empty(after.Select(d => d.Code).Except(before.Select(d => d.Code)));
        }
    }

    private static List<Diagnostic> Compile(SourceText source) => [.. JourneyCompiler.Compile(new WorkspaceFiles([source], [])).Diagnostics];
}
