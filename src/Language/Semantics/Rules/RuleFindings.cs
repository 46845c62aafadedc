using System.Collections.Frozen;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>
/// What the rules find in a program that may have errors. One mistake gives one message: a file with broken lines is
/// left out, and what stands on a wrong line, or nearly so, counts as used.
/// </summary>
internal static class RuleFindings
{
    private static readonly FrozenSet<string> _onlyWhenRight = new[] { "JRN0207", "JRN0518", "JRN0602" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Codes that call something unused, and which word of their place is its name: `let x`, `given predict x`.</summary>
    private static readonly FrozenDictionary<string, int> _unused =
        new Dictionary<string, int> { ["JRN0208"] = 1, ["JRN0902"] = 2 }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<Diagnostic> Of(Workspace workspace, IEnumerable<Diagnostic> soFar)
    {
        var wrong = soFar.Where(d => d.Severity == Severity.Error).ToList();
        var broken = wrong.Where(IsOfText).Select(d => d.Location.Source).Distinct().ToList();
        var mentioned = wrong.Select(d => d.Location.Source.LineText(d.Location.Line))
            .Concat(broken.Select(s => s.Text))
            .SelectMany(Names)
            .ToHashSet(StringComparer.Ordinal);
        return WorkspaceRules.Check(workspace, broken).Where(d =>
            !broken.Contains(d.Location.Source)
            && (wrong.Count == 0 || !_onlyWhenRight.Contains(d.Code))
            && !(_unused.TryGetValue(d.Code, out var word) && Names(Words.At(d.Location)).Skip(word).Take(1).Any(name => mentioned.Contains(name) || Closest.To(name, mentioned) is not null)));
    }

    private static bool IsOfText(Diagnostic diagnostic) =>
        diagnostic.Code.StartsWith("JRN00", StringComparison.Ordinal) || diagnostic.Code.StartsWith("JRN01", StringComparison.Ordinal);

    private static IEnumerable<string> Names(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '_');
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
    }
}
