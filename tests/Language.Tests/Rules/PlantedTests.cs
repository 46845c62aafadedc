using Personalization.Journeys.Language.Diagnostics;

namespace Personalization.Journeys.Language.Tests.Rules;

public sealed class PlantedTests
{
    private const string Mark = "# planted: ";

    [Fact]
    public void Planted_Checked_IsReportedOnItsLineAndNothingElseIs()
    {
        var compilation = Planted.Compile();
        var marked = compilation.Files.Sources
            .SelectMany(s => Enumerable.Range(1, s.LineCount).Select(n => (s.Path, Line: n, Text: s.LineText(n))))
            .Where(l => l.Text.Contains(Mark, StringComparison.Ordinal))
            .Select(l => $"{l.Path}:{l.Line} {l.Text[(l.Text.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].Trim()}")
            .Order(StringComparer.Ordinal);

        var lines = marked.Select(m => m.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        var reported = compilation.Diagnostics
            .Where(d => d.Severity == Severity.Error || lines.Contains($"{d.Location.Path}:{d.Location.Line}"))
            .Select(d => $"{d.Location.Path}:{d.Location.Line} {d.Code}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(string.Join("\n", marked), string.Join("\n", reported));
    }

    [Fact]
    public void Planted_Mistakes_AreThirtyKindsAndMore()
    {
        var codes = Planted.All.Select(p => p.Replace[(p.Replace.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..][..7]).ToList();

        Assert.True(codes.Count >= 30);
        Assert.Equal(codes.Count, codes.Distinct(StringComparer.Ordinal).Count());
    }
}
