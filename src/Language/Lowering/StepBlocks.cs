using System.Collections.Immutable;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>The blocks below a step; one place knows them all.</summary>
internal static class StepBlocks
{
    public static IEnumerable<ImmutableArray<StepSyntax>> Of(StepSyntax step) => step switch
    {
        BrokenStepSyntax broken => [broken.Block],
        WaitCasesSyntax wait => wait.Cases.Select(c => c.Block),
        IfSyntax @if => [.. @if.Branches.Select(b => b.Block), @if.Else ?? []],
        MatchSyntax match => [.. match.Cases.Select(c => c.Block), match.Else ?? []],
        SplitSyntax split => split.Arms.Select(a => a.Block),
        ExperimentSyntax experiment => [.. experiment.Arms.Select(a => a.Block), experiment.Holdout?.Block ?? []],
        BanditSyntax bandit => bandit.Arms.Select(a => a.Block),
        AskSyntax ask => ask.Answers.Select(a => a.Block),
        ParallelSyntax parallel => parallel.Branches.Select(b => b.Block),
        RepeatSyntax repeat => [repeat.Block],
        ForEachSyntax each => [each.Block],
        _ => [],
    };

    public static IEnumerable<StepSyntax> All(ImmutableArray<StepSyntax> block) =>
        block.SelectMany(step => Of(step).SelectMany(All).Prepend(step));
}
