using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Diagnostics;

/// <summary>
/// One folder a code under `tests/Samples/diagnostics`: `bad` (a file or a folder) shows exactly its baseline and
/// at least once the folder's code; `near-miss` stays silent.
/// </summary>
public sealed class DiagnosticSampleTests
{
    internal static readonly string Root = Samples.Folder("diagnostics");

    public static TheoryData<string> Codes =>
        [.. Directory.EnumerateDirectories(Root).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Bad_Compiled_ShowsItsBaseline(string code)
    {
        var diagnostics = Compile(Path.Combine(Root, code), "bad");

        Baseline.Verify(Path.Combine(Root, code, "bad"), DiagnosticRenderer.Render(diagnostics));
        Assert.Contains(code, diagnostics.Select(d => d.Code));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void NearMiss_Compiled_IsSilent(string code) =>
        Assert.Equal("", DiagnosticRenderer.Render(Compile(Path.Combine(Root, code), "near-miss")));

    /// <summary>The one place that says what compiling a sample means: a file is a workspace of its own, a folder is one with its bodies.</summary>
    internal static ImmutableArray<Diagnostic> Compile(string folder, string name)
    {
        var whole = Path.Combine(folder, name);
        var files = Directory.Exists(whole)
            ? Directory.EnumerateFiles(whole, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : Enumerable.Repeat(whole + ".journey", 1);
        var root = Directory.Exists(whole) ? whole : folder;
        return Compile(files.Select(file => new SourceText(Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText(file))));
    }

    internal static ImmutableArray<Diagnostic> Compile(IEnumerable<SourceText> files)
    {
        var sources = files.ToLookup(s => s.Path.EndsWith(".journey", StringComparison.Ordinal));
        return JourneyCompiler.Compile(new WorkspaceFiles([.. sources[true]], [.. sources[false]])).Diagnostics;
    }
}
