using System.Diagnostics;
using System.Globalization;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>What stands at the start of a way.</summary>
internal static class WayText
{
    public static string? Of(Way way, Node node) => way switch
    {
        ConditionWay when !IsChain(node) => "yes",
        ConditionWay c => ExpressionText.Of(c.Branch.Condition),
        ElseWay when node.Step is BranchStep && !IsChain(node) => "no",
        ElseWay => "otherwise",
        PatternWay p => MomentText.Of(p.Case.Pattern),
        HappensWay h => StepText.Of(h.Case),
        TimeoutWay => "timeout",
        AnswerWay a => string.Join(", ", a.Case.Choices.Select(c => $"“{c}”")),
        OtherAnswerWay => "any other answer",
        ArmWay a => $"{a.Arm.Name} {ValueText.Percent(a.Arm.Share)}",
        ParallelWay p => int.TryParse(p.Branch.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : p.Branch.Name,
        BodyWay => null,
        _ => throw new UnreachableException(),
    };

    /// <summary>More than one condition is asked in turn.</summary>
    public static bool IsChain(Node node) => node.Ways.Length > 2 && node.Ways[1] is ConditionWay;
}
