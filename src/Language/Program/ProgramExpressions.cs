using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Templates;

namespace Personalization.Journeys.Language.Program;

/// <summary>
/// The expressions that stand in the parts of a program, each once and in the order of its record; what is inside them
/// is for <see cref="ExpressionTree"/>.
/// </summary>
public static class ProgramExpressions
{
    internal static IEnumerable<Expression> Of(Workspace workspace) =>
        workspace.Metrics.Select(m => m.Value)
            .Concat(workspace.Rfms.Select(r => r.Value))
            .Concat(workspace.Models.Select(m => m.History?.Value).OfType<Expression>())
            .Concat(workspace.Segments.SelectMany(s => s.Conditions).SelectMany(Of))
            .Concat(workspace.Templates.SelectMany(Of))
            .Concat(workspace.Journeys.SelectMany(Of));

    internal static IEnumerable<Expression> Of(Template template) =>
        template.Parts.Select(p => p.Text).Concat(template.Body is { } body ? body.Nodes.SelectMany(Of) : []);

    internal static IEnumerable<Expression> Of(Journey journey) =>
        journey.Triggers.SelectMany(Of)
            .Concat(journey.Eligible.SelectMany(Of))
            .Concat(journey.Goals.SelectMany(g => Of(g.Event)))
            .Concat(journey.Exits.OfType<EventExit>().SelectMany(e => Of(e.Event)))
            .Concat(journey.Locals.Select(l => l.Value))
            .Concat(journey.Steps.SelectMany(Of));

    /// <summary>Those a step reads itself, without those of the steps below it.</summary>
    internal static IEnumerable<Expression> Of(Step step) => step switch
    {
        WaitUntilStep wait => Of(wait.Moment),
        WaitForStep wait => wait.Cases.SelectMany(c => Of(c.Event)),
        BranchStep branch => [branch.Condition],
        SwitchStep match => match.Cases.SelectMany(c => Of(c.Pattern)).Prepend(match.Value),
        ExperimentStep experiment => experiment.Spec is { } spec ? spec.Measures.Concat(spec.Guards.Select(g => g.Of)).SelectMany(m => Of(m.Event)) : [],
        BanditStep bandit => Of(bandit.Spec.Reward).Concat(Present(bandit.Spec.Worth)).Concat(bandit.Spec.Context),
        SendStep send => Values(send.Message.With),
        SendFirstStep first => first.Attempts.SelectMany(m => Values(m.With)),
        AskStep ask => Values(ask.Message.With),
        CallStep call => Values(call.With),
        LetStep let => [let.Value],
        WriteStep write => Present(write.Value),
        RecordEventStep record => Values(record.With),
        RunStep run => Values(run.With),
        ReturnStep result => Values(result.Values),
        LoopStep loop => Present(loop.Until),
        EachStep each => [each.List],
        WaitStep or ForkStep or JoinStep or WithdrawConsentStep or StopStep or ExitStep or ReachGoalStep or NothingStep => [],
        _ => throw new UnreachableException(),
    };

    internal static ImmutableArray<Expression> Of(Pattern pattern) => pattern switch
    {
        ValuesPattern values => values.Values,
        RangePattern range => [range.Low, range.High],
        ComparisonPattern comparison => [comparison.Value],
        _ => throw new UnreachableException(),
    };

    /// <summary>The lines of a condition.</summary>
    internal static IEnumerable<Expression> Of(Condition condition) => condition switch
    {
        LeafCondition leaf => [leaf.Expression],
        GroupCondition group => group.Conditions.SelectMany(Of),
        _ => throw new UnreachableException(),
    };

    /// <summary>The value that a moment hangs on, if any.</summary>
    public static Expression? ValueOf(Moment moment) => moment switch
    {
        DaysMoment => null,
        ValueMoment value => value.Value,
        OffsetMoment offset => offset.Of,
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<Expression> Of(Trigger trigger) => trigger switch
    {
        EventTrigger e => Present(e.Where, e.KeyedBy),
        DateTrigger d => Of(d.Moment),
        SegmentTrigger or ScheduleTrigger => [],
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<Expression> Of(Moment moment) => Present(ValueOf(moment));

    private static IEnumerable<Expression> Of(EventRef? reference) => Present(reference?.Where);

    private static IEnumerable<Expression> Of(BodyNode node) => node switch
    {
        BodyText => [],
        BodyValue value => [value.Value],
        BodyEach each => each.Nodes.SelectMany(Of).Prepend(each.List),
        BodyIf condition => condition.Nodes.SelectMany(Of).Prepend(condition.Condition),
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<Expression> Values(ImmutableArray<NamedExpression> named) => named.Select(n => n.Value);

    private static IEnumerable<Expression> Present(params IEnumerable<Expression?> expressions) => expressions.OfType<Expression>();
}
