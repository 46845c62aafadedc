using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Parsing;
using Personalization.Journeys.Language.Semantics.Rules;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>What is shown of everything that was found: by file and place, each once, without what the author allowed.</summary>
internal static class ReportOrder
{
    public static ImmutableArray<Diagnostic> Of(IEnumerable<Diagnostic> diagnostics, IReadOnlyList<ParseResult> files)
    {
        var lost = files.SelectMany(f => f.LostNames).ToHashSet(StringComparer.Ordinal);
        var unreadable = files.SelectMany(f => f.Diagnostics).Where(d => d.Code is "JRN0001" or "JRN0004" or "JRN0006").Select(d => (d.Location.Path, d.Location.Line)).ToHashSet();
        var meant = diagnostics
            .Where(d => !IsLost(d, lost) && !(d.Code is not ("JRN0001" or "JRN0004" or "JRN0006") && unreadable.Contains((d.Location.Path, d.Location.Line))))
            .DistinctBy(d => (d.Code, d.Location.Path, d.Location.Span, d.Message))
            .ToList();
        return
        [
            .. Suppressions.Apply(meant, [.. files.SelectMany(f => f.Suppressions)])
                .OrderBy(d => d.Location.Path, StringComparer.Ordinal)
                .ThenBy(d => d.Location.Span.Start)
                .ThenBy(d => d.Code, StringComparer.Ordinal)
                .ThenBy(d => d.Message, StringComparer.Ordinal),
        ];
    }

    /// <summary>A name whose declaration stands on a broken line is not missing: the broken line is the one mistake.</summary>
    private static bool IsLost(Diagnostic diagnostic, HashSet<string> lost) =>
        diagnostic.Code is "JRN0201" or "JRN0202" or "JRN0203" or "JRN0303" or "JRN0611"
        && lost.Contains(diagnostic.Location.Source.Text.Substring(diagnostic.Location.Span.Start, diagnostic.Location.Span.Length));
}
