using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics.Paths;

/// <summary>What stands in a journey, seen from outside: its messages, and where a step can go.</summary>
internal static class JourneyParts
{
    /// <summary>What may not be there, as none or one.</summary>
    public static IEnumerable<T> Maybe<T>(T? value)
        where T : class => value is null ? [] : [value];

    /// <summary>The messages a step may send, in the order it tries them.</summary>
    public static ImmutableArray<Message> Messages(Step step) => step switch
    {
        SendStep s => [s.Message],
        SendFirstStep s => s.Attempts,
        AskStep a => [a.Message],
        _ => [],
    };

    /// <summary>Every step a step can go to next, its blocks first.</summary>
    public static IEnumerable<string> Targets(Step step) => Blocks(step).Append(step.Next).OfType<string>();

    /// <summary>The first steps of a step's blocks.</summary>
    public static IEnumerable<string?> Blocks(Step step) => step switch
    {
        WaitForStep w => w.Cases.Select(c => c.Then).Append(w.OnTimeout),
        BranchStep b => [b.Then, b.Else],
        SwitchStep s => s.Cases.Select(c => c.Then).Append(s.Else),
        ExperimentStep e => e.Arms.Select(a => a.Then),
        BanditStep b => b.Arms.Select(a => a.Then),
        AskStep a => a.Cases.Select(c => c.Then).Append(a.OnOther).Append(a.OnTimeout),
        ForkStep f => f.Branches.Select(b => b.Then),
        LoopStep l => [l.Body],
        EachStep e => [e.Body],
        _ => [],
    };

    /// <summary>All steps from <paramref name="first"/> until <paramref name="end"/>, in the order of the text.</summary>
    public static ImmutableArray<Step> Block(Journey journey, string? first, string? end)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>();
        if (first is not null)
        {
            open.Push(first);
        }

        while (open.TryPop(out var id))
        {
            if (id != end && seen.Add(id) && journey.Find(id) is { } step)
            {
                foreach (var target in Targets(step))
                {
                    open.Push(target);
                }
            }
        }

        return [.. journey.Steps.Where(s => seen.Contains(s.Id))];
    }
}
