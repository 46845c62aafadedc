using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Tests.Lowering;

/// <summary>What holds of every graph, whatever the text: identities are unique, and every way leads to a step.</summary>
internal static class GraphSoundness
{
    public static void Check(Journey journey)
    {
        var ids = journey.Steps.Select(s => s.Id).ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        var targets = journey.Steps.SelectMany(s => Inner(s).Append(s.Next)).Append(journey.Entry).OfType<string>();
        Assert.Empty(targets.Except(ids, StringComparer.Ordinal));
    }

    /// <summary>Where the blocks of a step begin, in the order of the text.</summary>
    public static IEnumerable<string?> Inner(Step step) => step switch
    {
        BranchStep s => Present(s.Then, s.Else),
        SwitchStep s => Present([.. s.Cases.Select(c => c.Then), s.Else]),
        WaitForStep s => Present([.. s.Cases.Select(c => c.Then), s.OnTimeout]),
        ExperimentStep s => Present(s.Arms.Select(a => a.Then)),
        BanditStep s => Present(s.Arms.Select(a => a.Then)),
        AskStep s => Present([.. s.Cases.Select(c => c.Then), s.OnOther, s.OnTimeout]),
        ForkStep s => Present(s.Branches.Select(b => b.Then)),
        LoopStep s => Present(s.Body),
        EachStep s => Present(s.Body),
        _ => [],
    };

    private static IEnumerable<string> Present(params IEnumerable<string?> ids) => ids.OfType<string>();
}
