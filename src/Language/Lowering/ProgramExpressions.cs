using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Templates;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>The expressions that stand in the parts of a program; one place knows them all.</summary>
internal static class ProgramExpressions
{
    public static IEnumerable<Expression> Of(Template template) =>
        template.Parts.Select(p => p.Text).Concat(template.Body is { } body ? body.Nodes.SelectMany(Of) : []);

    /// <summary>Without events that are only waited for: <see cref="Events"/> has those.</summary>
    public static IEnumerable<Expression> Of(Journey journey) =>
    [
        .. journey.Triggers.SelectMany(Of),
        .. journey.Eligible.SelectMany(Of),
        .. journey.Locals.Select(l => l.Value),
        .. journey.Steps.SelectMany(Of),
        .. Events(journey).Select(e => e.Where).OfType<Expression>(),
    ];

    /// <summary>Every event that a goal, an exit, a wait, an experiment or a bandit listens to.</summary>
    public static IEnumerable<EventRef> Events(Journey journey) =>
    [
        .. journey.Goals.Select(g => g.Event),
        .. journey.Exits.OfType<EventExit>().Select(e => e.Event),
        .. journey.Steps.SelectMany(EventsOf),
    ];

    private static IEnumerable<EventRef> EventsOf(Step step) => step switch
    {
        WaitForStep wait => wait.Cases.Select(c => c.Event).OfType<EventRef>(),
        ExperimentStep { Spec: { } spec } => spec.Measures.Concat(spec.Guards.Select(g => g.Of)).Select(m => m.Event).OfType<EventRef>(),
        BanditStep { Spec.Reward: { } reward } => [reward],
        _ => [],
    };

    private static IEnumerable<Expression> Of(Trigger trigger) => trigger switch
    {
        EventTrigger e => Present(e.Where, e.KeyedBy),
        DateTrigger d => [d.Moment.Of],
        SegmentTrigger or ScheduleTrigger => [],
        _ => throw new UnreachableException(),
    };

    /// <summary>The lines of a condition; what is inside them is for the reader to walk.</summary>
    public static IEnumerable<Expression> Of(Condition condition) => condition switch
    {
        LeafCondition leaf => [leaf.Expression],
        GroupCondition group => group.Conditions.SelectMany(Of),
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<Expression> Of(Step step) => step switch
    {
        WaitUntilStep wait => Present(Moments.ValueOf(wait.Moment)),
        BranchStep branch => [branch.Condition],
        SwitchStep match => match.Cases.SelectMany(c => Of(c.Pattern)).Prepend(match.Value),
        BanditStep bandit => Present([bandit.Spec.Worth, .. bandit.Spec.Context]),
        SendStep send => Of(send.Message),
        SendFirstStep first => first.Attempts.SelectMany(Of),
        AskStep ask => Of(ask.Message),
        CallStep call => call.With.Select(w => w.Value),
        LetStep let => [let.Value],
        WriteStep write => Present(write.Value),
        RecordEventStep record => record.With.Select(w => w.Value),
        RunStep run => run.With.Select(w => w.Value),
        ReturnStep result => result.Values.Select(v => v.Value),
        LoopStep loop => Present(loop.Until),
        EachStep each => [each.List],
        WaitStep or WaitForStep or ExperimentStep or ForkStep or JoinStep or WithdrawConsentStep or StopStep or ExitStep or ReachGoalStep or NothingStep => [],
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<Expression> Of(Message message) => message.With.Select(w => w.Value);

    private static ImmutableArray<Expression> Of(Pattern pattern) => pattern switch
    {
        ValuesPattern values => values.Values,
        RangePattern range => [range.Low, range.High],
        ComparisonPattern comparison => [comparison.Value],
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<Expression> Of(BodyNode node) => node switch
    {
        BodyText => [],
        BodyValue value => [value.Value],
        BodyEach each => each.Nodes.SelectMany(Of).Prepend(each.List),
        BodyIf condition => condition.Nodes.SelectMany(Of).Prepend(condition.Condition),
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<Expression> Present(params IEnumerable<Expression?> expressions) => expressions.OfType<Expression>();
}
