using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Explanation;

/// <summary>What happens at a step, in words.</summary>
internal sealed class StepProse(string? policy)
{
    public string Of(Node node) => node switch
    {
        { IsChain: true } => "the first that is true:",
        { Step: BranchStep branch, Ways: [_, { Block.IsEmpty: true }] } => $"if {PlainEnglish.Claim(branch.Condition)}",
        _ => Of(node.Step),
    };

    private string Of(Step step) => step switch
    {
        WaitStep s => $"waits {LengthText.Of(s.Duration)}{Late(s.Late)}",
        WaitUntilStep s => $"waits until {PlainEnglish.Moment(s.Moment)}{Missing(s.IfMissing)}{Late(s.Late)}",
        WaitForStep s => $"waits up to {LengthText.Of(s.Limit)}{(StepText.OneLine(s) is { } one ? $" {(one.Event is null ? "until" : "for")} {Happens(one)}{Kept(one.Event?.As)}" : "")}{Late(s.Late)}",
        BranchStep s => $"{PlainEnglish.Claim(s.Condition)}?",
        SwitchStep s => $"looks at {PlainEnglish.Value(s.Value)}",
        ExperimentStep { Spec: { } spec } s => $"experiment {s.Name}: {Spec(spec)}",
        ExperimentStep s => $"splits people by chance ({s.Name})",
        BanditStep s => $"bandit {s.Name}: {Spec(s.Spec)}",
        SendStep s => Of(s.Message),
        SendFirstStep s => string.Join(", else ", s.Attempts.Select(Of)) + Late(s.Late),
        AskStep s => $"asks {s.Message.Template} in the chat{Given(s.Message.With)} and waits up to {LengthText.Of(s.Limit)} for the answer{Rules(s.Message)}",
        CallStep s => $"calls {s.Webhook}{Given(s.With)}{(s.As is { } name ? $"; the answer is {name}" : "")}",
        ForkStep => "at the same time, until all have ended",
        JoinStep => "all have ended",
        LetStep s => $"notes {s.Name}: {PlainEnglish.Value(s.Value)}",
        WriteStep s => Of(s),
        WithdrawConsentStep s => $"withdraws the {PlainEnglish.Consent(s.Channel, s.Purpose)}",
        RecordEventStep s => $"records the event {s.Event}{Given(s.With)}",
        RunStep { WaitForEnd: true } s => $"runs journey {s.Journey}{PlainEnglish.Parens(s.With)} and waits for its end",
        RunStep s => $"starts journey {s.Journey}{PlainEnglish.Parens(s.With)} and goes on",
        ReturnStep s => $"→ gives back {PlainEnglish.Given(s.Values)}",
        LoopStep s => $"repeats up to {LengthText.Count(s.AtMost, "time")}"
            + (s.Every is { } every ? $", every {LengthText.Of(every)}" : "")
            + (s.Until is { } until ? $", until {PlainEnglish.Claim(until)}" : ""),
        EachStep s => $"for each {s.Name} of {PlainEnglish.Value(s.List)}, up to {s.AtMost.ToString(CultureInfo.InvariantCulture)}",
        StopStep => "→ stops repeating",
        ExitStep s => $"→ exit {ValueText.Of(new TextValue(s.Reason))}",
        ReachGoalStep s => $"reaches goal {s.Goal}",
        NothingStep => "does nothing",
        _ => throw new UnreachableException(),
    };

    /// <summary>What makes a run take this way; empty for an unnamed parallel branch.</summary>
    public static string Of(Way way, Node node) => way switch
    {
        ConditionWay when !node.IsChain => "yes",
        ConditionWay c => PlainEnglish.Claim(c.Branch.Condition),
        ElseWay when node.Step is BranchStep && !node.IsChain => "no",
        ElseWay => "otherwise",
        PatternWay p => Of(p.Case.Pattern),
        HappensWay h => Happens(h.Case) + Kept(h.Case.Event?.As),
        TimeoutWay when node.Step is WaitForStep wait => $"nothing within {LengthText.Of(wait.Limit)}",
        TimeoutWay when node.Step is AskStep ask => $"no answer within {LengthText.Of(ask.Limit)}",
        AnswerWay a => PlainEnglish.List(a.Case.Choices.Select(c => ValueText.Of(new TextValue(c))), "or"),
        OtherAnswerWay => "any other answer",
        ArmWay { Arm.IsHoldout: true } a => $"{ValueText.Percent(a.Arm.Share)} holdout",
        ArmWay a when node.Step is BanditStep => a.Arm.Name,
        ArmWay a => $"{StepText.Share(a.Arm, node.Ways)} {a.Arm.Name}".Trim(),
        ParallelWay p => StepText.NameOf(p) ?? "",
        BodyWay => "each round",
        _ => throw new UnreachableException(),
    };

    private static string Of(WriteStep s)
    {
        var value = s.Value is null ? "" : PlainEnglish.Value(s.Value);
        var field = $"the customer's {s.Field}";
        return s.Operation switch
        {
            WriteOperation.Set => $"sets {field} to {value}",
            WriteOperation.Increase => $"raises {field} by {value}",
            WriteOperation.Decrease => $"lowers {field} by {value}",
            WriteOperation.Add => $"adds {value} to {field}",
            WriteOperation.Remove => $"removes {value} from {field}",
            WriteOperation.Clear => $"clears {field}",
            _ => throw new UnreachableException(),
        };
    }

    private static string Of(Pattern pattern) => pattern switch
    {
        ValuesPattern v => PlainEnglish.List(v.Values.Select(PlainEnglish.Value), "or"),
        RangePattern r => $"{PlainEnglish.Value(r.Low)} to {PlainEnglish.Value(r.High)}",
        ComparisonPattern { Operator: BinaryOperator.GreaterOrEqual } c => $"{PlainEnglish.Value(c.Value)} or more",
        ComparisonPattern { Operator: BinaryOperator.LessOrEqual } c => $"{PlainEnglish.Value(c.Value)} or less",
        ComparisonPattern { Operator: BinaryOperator.Greater } c => $"more than {PlainEnglish.Value(c.Value)}",
        ComparisonPattern c => $"less than {PlainEnglish.Value(c.Value)}",
        _ => throw new UnreachableException(),
    };

    private static string Happens(WaitCase happens) =>
        happens.Outcome is { } outcome ? $"{outcome.Name} is {outcome.Flag}" : PlainEnglish.Happens(happens.Event!);

    private static string Kept(string? name) => name is null ? "" : $" ({name})";

    private static string Spec(ExperimentSpec spec)
    {
        var measures = PlainEnglish.List(spec.Measures.Select(Of), "and");
        var guards = string.Concat(spec.Guards.Select(g => $"; stops an arm when {Of(g.Of)} is not {(g.Below ? "below" : "above")} {ValueText.Percent(g.Limit)}"));
        var end = spec.Then switch
        {
            ExperimentEnd.KeepWinner => "keeps the winner",
            ExperimentEnd.KeepControl => "keeps the first arm",
            ExperimentEnd.Report => "reports",
            _ => throw new UnreachableException(),
        };
        return $"which arm has more {measures}{guards}; {(spec.DecideAfter is { } after ? $"after {LengthText.Of(after)} it " : "")}{end}";
    }

    private static string Of(Measure measure) =>
        (measure.Goal is { } goal ? $"goal {goal}" : PlainEnglish.Happens(measure.Event!))
        + (measure.Within is { } within && measure.Event?.Within != within ? $" within {LengthText.Of(within)}" : "");

    private static string Spec(BanditSpec spec) =>
        "shifts people to the arm that brings more"
        + (spec.Reward is { } reward ? $" {PlainEnglish.Happens(reward)}" : "")
        + (spec.Worth is { } worth ? $", counted by {PlainEnglish.Value(worth)}" : "")
        + (spec.Context.IsEmpty ? "" : $"; looks at {PlainEnglish.List(spec.Context.Select(PlainEnglish.Value), "and")}")
        + (spec.ExploreAtLeast is { } least ? $"; every arm keeps at least {ValueText.Percent(least)}" : "");

    private string Of(Message message) =>
        $"{PlainEnglish.Channel(message.Channel)} {message.Template}{Given(message.With)}"
        + (message.Slot is { } slot ? $" in slot {ValueText.Of(new TextValue(slot))}" : "")
        + (message.For is { } length ? $" for {LengthText.Of(length)}" : "")
        + (message.Needs is { } needs ? $" (counts when {(needs.Click ? "clicked" : "opened")} within {LengthText.Of(needs.Within)})" : "")
        + Rules(message)
        + Late(message.Late);

    private string Rules(Message message) => message.Policy is null || message.Policy == policy ? "" : $" (by policy {message.Policy})";

    private static string Given(ImmutableArray<NamedExpression> with) => with.IsEmpty ? "" : $" with {PlainEnglish.Given(with)}";

    private static string Missing(IfMissing action) => action switch
    {
        IfMissing.NotSaid => "",
        IfMissing.Skip => "; goes on at once if that is missing",
        IfMissing.Exit => "; ends if that is missing",
        _ => throw new UnreachableException(),
    };

    private static string Late(LateRule? late) => late is null ? "" : $"; when reached more than {LengthText.Of(late.By)} late: {LateWord(late.Action)}";

    private static string LateWord(LateAction action) => action switch
    {
        LateAction.Skip => "skipped",
        LateAction.Send => "sent all the same",
        LateAction.Exit => "the run ends",
        _ => throw new UnreachableException(),
    };
}
