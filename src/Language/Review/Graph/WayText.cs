using System.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>What stands at the start of a way.</summary>
internal static class WayText
{
    public static string? Of(Way way, Node node) => way switch
    {
        ConditionWay when !node.IsChain => "yes",
        ConditionWay c => ExpressionText.Of(c.Branch.Condition),
        ElseWay when node.Step is BranchStep && !node.IsChain => "no",
        ElseWay => "otherwise",
        PatternWay p => MomentText.Of(p.Case.Pattern),
        HappensWay h => StepText.Of(h.Case),
        TimeoutWay => "timeout",
        AnswerWay a => string.Join(", ", a.Case.Choices.Select(c => ValueText.Of(new TextValue(c)))),
        OtherAnswerWay => "any other answer",
        ArmWay a => a.Arm.Name + StepText.Share(a.Arm, node.Ways),
        ParallelWay p => StepText.NameOf(p),
        BodyWay => null,
        _ => throw new UnreachableException(),
    };
}
