using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Joins `if`, `else if` and `else` lines of one block into steps, and gives broken lines their place among them.</summary>
internal static class BranchFolding
{
    public static ImmutableArray<SyntaxNode> Fold(ImmutableArray<SyntaxNode> nodes, Func<Span, Location> at, ICollection<Diagnostic> diagnostics)
    {
        if (!nodes.Any(n => n is BranchLine or BrokenLine))
        {
            return nodes;
        }

        var afterBroken = false;
        var withoutBlock = false;
        var folded = ImmutableArray.CreateBuilder<SyntaxNode>(nodes.Length);
        for (var i = 0; i < nodes.Length; i++)
        {
            afterBroken = nodes[i] is BrokenLine { Block.Length: > 0 } or BrokenLine { Word: "if" or "else" } || afterBroken && nodes[i] is BranchLine { Else: true };
            withoutBlock = nodes[i] is BranchLine { Else: false } ? LostItsBlock(nodes, i) : withoutBlock;
            switch (nodes[i])
            {
                case BranchLine { Else: false } first:
                    folded.Add(Chain(first, nodes, ref i));
                    break;
                case BranchLine dangling:
                    if (!afterBroken && !withoutBlock)
                    {
                        ReportDangling(at(dangling.Span), diagnostics);
                    }

                    folded.Add(new BrokenStepSyntax(dangling.Block, dangling.Span));
                    break;
                case BrokenLine broken:
                    folded.Add(new BrokenStepSyntax(broken.Block.Steps(), broken.Span));
                    break;
                default:
                    folded.Add(nodes[i]);
                    break;
            }
        }

        return folded.ToImmutable();
    }

    /// <summary>An `if` without lines below has lost them to its neighbours; that is said, and what its `else` stands under is clear.</summary>
    private static bool LostItsBlock(ImmutableArray<SyntaxNode> nodes, int at) =>
        nodes[at] is BranchLine { Block.Length: 0 } && at + 1 < nodes.Length && nodes[at + 1] is not BranchLine { Else: true };

    /// <summary>An `else` at the wrong depth has left its lines behind; that is the same mistake.</summary>
    private static void ReportDangling(Location at, ICollection<Diagnostic> diagnostics)
    {
        if (diagnostics.FirstOrDefault(d => d.Code == "JRN0104" && d.Location.Span == at.Span) is { } empty)
        {
            diagnostics.Remove(empty);
        }

        diagnostics.Add(JourneyDiagnostics.ElseWithoutIf(at));
    }

    private static IfSyntax Chain(BranchLine first, ImmutableArray<SyntaxNode> nodes, ref int i)
    {
        var branches = ImmutableArray.CreateBuilder<IfBranchSyntax>();
        branches.Add(new IfBranchSyntax(first.Condition!, first.Block, first.Span));
        ImmutableArray<StepSyntax>? otherwise = null;
        Span? otherwiseSpan = null;
        while (otherwise is null && i + 1 < nodes.Length)
        {
            if (nodes[i + 1] is BranchLine { Else: true } next)
            {
                if (next.Condition is { } condition)
                {
                    branches.Add(new IfBranchSyntax(condition, next.Block, next.Span));
                }
                else
                {
                    (otherwise, otherwiseSpan) = (next.Block, next.Span);
                }
            }
            else if (nodes[i + 1] is BrokenLine { Word: "else" } broken)
            {
                branches.Add(new IfBranchSyntax(new BrokenExpressionSyntax(broken.Span), broken.Block.Steps(), broken.Span));
            }
            else
            {
                break;
            }

            i++;
        }

        return new IfSyntax(branches.ToImmutable(), otherwise, otherwiseSpan, first.Span) { Documentation = first.Documentation };
    }
}
