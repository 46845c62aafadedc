using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics.Paths;

/// <summary>What stands in a journey, seen from outside: its expressions, its messages, where a step can go.</summary>
internal static class JourneyParts
{
    /// <summary>The expressions of the settings, in the order of the record.</summary>
    public static IEnumerable<Expression> OfSettings(Journey journey) =>
        journey.Triggers.SelectMany(OfTrigger)
            .Concat(journey.Eligible.SelectMany(OfCondition))
            .Concat(journey.Goals.SelectMany(g => OfEvent(g.Event)))
            .Concat(journey.Exits.OfType<EventExit>().SelectMany(e => OfEvent(e.Event)))
            .Concat(journey.Locals.Select(l => l.Value));

    /// <summary>The expressions a step reads itself, without those of the steps below it.</summary>
    public static IEnumerable<Expression> Of(Step step) => step switch
    {
        WaitUntilStep w => OfMoment(w.Moment),
        WaitForStep w => w.Cases.SelectMany(c => OfEvent(c.Event)),
        BranchStep b => [b.Condition],
        SwitchStep s => s.Cases.SelectMany(c => OfPattern(c.Pattern)).Prepend(s.Value),
        ExperimentStep { Spec: { } spec } => spec.Measures.Concat(spec.Guards.Select(g => g.Of)).SelectMany(m => OfEvent(m.Event)),
        BanditStep b => OfEvent(b.Spec.Reward).Concat(Present(b.Spec.Worth)).Concat(b.Spec.Context),
        SendStep or SendFirstStep or AskStep => Messages(step).SelectMany(m => Values(m.With)),
        CallStep c => Values(c.With),
        LetStep l => [l.Value],
        WriteStep w => Present(w.Value),
        RecordEventStep r => Values(r.With),
        RunStep r => Values(r.With),
        ReturnStep r => Values(r.Values),
        LoopStep l => Present(l.Until),
        EachStep e => [e.List],
        _ => [],
    };

    public static IEnumerable<Expression> OfPattern(Pattern pattern) => pattern switch
    {
        ValuesPattern v => v.Values,
        RangePattern r => [r.Low, r.High],
        ComparisonPattern c => [c.Value],
        _ => [],
    };

    public static IEnumerable<Expression> OfCondition(Condition condition) => condition switch
    {
        LeafCondition leaf => [leaf.Expression],
        GroupCondition group => group.Conditions.SelectMany(OfCondition),
        _ => [],
    };

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

    private static IEnumerable<Expression> OfTrigger(Trigger trigger) => trigger switch
    {
        EventTrigger e => Present(e.Where, e.KeyedBy),
        DateTrigger d => OfMoment(d.Moment),
        _ => [],
    };

    private static IEnumerable<Expression> OfMoment(Moment moment) => moment switch
    {
        ValueMoment v => [v.Value],
        OffsetMoment o => [o.Of],
        _ => [],
    };

    private static IEnumerable<Expression> OfEvent(EventRef? reference) => Present(reference?.Where);

    private static IEnumerable<Expression> Values(ImmutableArray<NamedExpression> named) => named.Select(n => n.Value);

    private static IEnumerable<Expression> Present(params IEnumerable<Expression?> expressions) => expressions.OfType<Expression>();
}
