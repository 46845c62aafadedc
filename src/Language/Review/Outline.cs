using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>A flow as its author indents it: the graph of steps folded back into blocks.</summary>
internal sealed record Block(ImmutableArray<Node> Nodes)
{
    public static readonly Block Empty = new([]);

    public bool IsEmpty => Nodes.IsEmpty;

    /// <summary>True when no run goes on behind this block.</summary>
    public bool Ends => !Nodes.IsEmpty && Nodes[^1].Ends;

    public IEnumerable<Step> Steps => Nodes.SelectMany(n => n.Steps);
}

/// <summary>A step and the ways that lead from it, in the order of the text. A chain of `else if` is one node.</summary>
internal sealed record Node(Step Step, ImmutableArray<Way> Ways)
{
    public bool Ends => Step switch
    {
        ExitStep or ReturnStep or StopStep => true,
        LoopStep or EachStep => false,
        ForkStep => Ways.Any(w => w.Block.Ends),
        _ => !Ways.IsEmpty && Ways.All(w => w.Block.Ends),
    };

    public JoinStep? Join { get; init; }

    /// <summary>More than one condition is asked in turn.</summary>
    public bool IsChain => Ways.Length > 2 && Ways[1] is ConditionWay;

    public IEnumerable<Step> Steps
    {
        get
        {
            var own = Ways.OfType<ConditionWay>().Select(w => (Step)w.Branch).DefaultIfEmpty(Step);
            return own.Concat(Ways.SelectMany(w => w.Block.Steps)).Concat(Join is null ? [] : [Join]);
        }
    }
}

/// <summary>One way on from a step.</summary>
internal abstract record Way(Block Block);

internal sealed record ConditionWay(BranchStep Branch, Block Block) : Way(Block);

internal sealed record ElseWay(Block Block) : Way(Block);

internal sealed record PatternWay(SwitchCase Case, Block Block) : Way(Block);

internal sealed record HappensWay(WaitCase Case, Block Block) : Way(Block);

internal sealed record TimeoutWay(Block Block) : Way(Block);

internal sealed record AnswerWay(AnswerCase Case, Block Block) : Way(Block);

internal sealed record OtherAnswerWay(Block Block) : Way(Block);

internal sealed record ArmWay(Arm Arm, Block Block) : Way(Block);

internal sealed record ParallelWay(ForkBranch Branch, Block Block) : Way(Block);

internal sealed record BodyWay(Block Block) : Way(Block);
