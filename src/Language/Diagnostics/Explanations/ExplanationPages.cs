using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Diagnostics.Explanations;

/// <summary>
/// The pages as they are written: a line with the code and its title, then `wrong:`, `right:` and `why:`, each with
/// deeper lines below it. Pages are set apart by an empty line.
/// </summary>
internal static partial class ExplanationPages
{
    public static ImmutableArray<Explanation> All { get; } =
        [.. new[] { Layout, Syntax, Names, Types, Conditions, Flow, Messages, Experiments, Workspace }.SelectMany(Read)];

    private static IEnumerable<Explanation> Read(string pages) =>
        pages.ReplaceLineEndings("\n").Split("\nJRN").Select(page => page.StartsWith("JRN", StringComparison.Ordinal) ? page : "JRN" + page).Select(ReadPage);

    private static Explanation ReadPage(string page)
    {
        var lines = page.TrimEnd('\n').Split('\n');
        return new Explanation(lines[0][..7], lines[0][8..], Section(lines, "wrong:"), Section(lines, "right:"), Section(lines, "why:"));
    }

    private static string Section(string[] lines, string heading) => string.Join(
        '\n',
        lines.SkipWhile(l => l != heading).Skip(1).TakeWhile(l => l.Length == 0 || l[0] == ' ').Select(l => l.Length < 2 ? l : l[2..])).TrimEnd('\n');
}
