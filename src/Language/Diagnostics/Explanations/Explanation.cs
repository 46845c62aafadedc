using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Diagnostics.Explanations;

/// <summary>The page of one code: a wrong example, a right one, and the reason.</summary>
public sealed record Explanation(string Code, string Title, string Wrong, string Right, string Reason)
{
    private static readonly FrozenDictionary<string, Explanation> _byCode = ExplanationPages.All.ToFrozenDictionary(e => e.Code, StringComparer.Ordinal);

    /// <summary>All pages in order of their codes.</summary>
    public static ImmutableArray<Explanation> All { get; } = [.. _byCode.Values.OrderBy(e => e.Code, StringComparer.Ordinal)];

    public static Explanation? Of(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>The page as a terminal shows it.</summary>
    public string ToPage() => $"{Code}: {Title}\n\nWrong\n{Indented(Wrong)}\n\nRight\n{Indented(Right)}\n\nWhy\n{Indented(Reason)}\n";

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? "" : "  " + line));
}
