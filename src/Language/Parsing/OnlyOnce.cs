using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Lines that a block may hold once; the second one would silently lose against the first.</summary>
internal static class OnlyOnce
{
    public static void Check(ImmutableArray<SyntaxNode> block, Func<Span, Location> at, ICollection<Diagnostic> diagnostics)
    {
        var said = new Dictionary<string, Span>(StringComparer.Ordinal);
        foreach (var node in block)
        {
            if (WordsOf(node) is { } words && !said.TryAdd(words, node.Span))
            {
                diagnostics.Add(JourneyDiagnostics.SaidTwice(at(node.Span), words, at(said[words])));
            }
        }
    }

    private static string? WordsOf(SyntaxNode node) => node switch
    {
        Item { Key: "takes" or "uses" or "context" } or Item { Value: FieldSyntax } => null,
        Item item => item.Key,
        CappedSyntax => "when capped",
        LateSyntax => "when late",
        EnterAgainSyntax => "enter again",
        WhenInsideSyntax => "when already inside",
        StartsSyntax => "starts",
        EndsSyntax => "ends",
        ExitAfterSyntax => "exit after",
        PolicySettingSyntax => "policy",
        PrioritySyntax => "priority",
        ConfidenceSyntax => "confidence",
        PowerSyntax => "power",
        DetectLiftSyntax => "detect lift of",
        DecideAfterSyntax => "decide after",
        ThenActionSyntax => "then",
        TemplatePartSyntax { Kind: not TemplatePartKind.Button } part => part.Kind.ToString().ToLowerInvariant(),
        _ => null,
    };
}
