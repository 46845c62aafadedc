using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Snapshots;

/// <summary>The facts of one step: what it is first, then a line for each thing it is given.</summary>
internal sealed class StepSnapshot(string? policy, FactTable facts)
{
    public void Write(Step step, string number)
    {
        void Fact(string kind, string rest = "", string? name = null) => facts.Fact(name is null ? number : $"{number} {name}", kind, rest);
        switch (step)
        {
            case WaitStep s:
                Fact("wait", LengthText.Of(s.Duration) + (s.Duration.IsExact ? "" : ", calendar") + Late(s.Late));
                break;
            case WaitUntilStep s:
                Fact("wait until", MomentText.Of(s.Moment) + IfMissing(s.IfMissing) + Late(s.Late));
                break;
            case WaitForStep s:
                Fact("wait up to", LengthText.Of(s.Limit) + (StepText.OneLine(s) is { } one ? $" for {StepText.Of(one)}" : "") + Late(s.Late), StepText.OneLine(s)?.Event?.As);
                break;
            case BranchStep s:
                Fact("if", ExpressionText.Of(s.Condition));
                break;
            case SwitchStep s:
                Fact("match", ExpressionText.Of(s.Value));
                break;
            case ExperimentStep s:
                Fact(s.Spec is null ? "split" : "experiment", s.Name);
                Facts(s.Spec is null ? [] : StepText.Spec(s.Spec), number);
                break;
            case BanditStep s:
                Fact("bandit", $"{s.Name}  using {SettingText.Of(s.Spec)}");
                Facts(StepText.Spec(s.Spec), number);
                break;
            case SendStep s:
                Message(s.Message, number, s.As);
                break;
            case SendFirstStep s:
                Fact("first of", Late(s.Late).TrimStart(',', ' '), s.As);
                for (var i = 0; i < s.Attempts.Length; i++)
                {
                    Message(s.Attempts[i], $"{number}.{(i + 1).ToString(CultureInfo.InvariantCulture)}", null);
                }

                break;
            case AskStep s:
                Message(s.Message, number, s.As, $"ask {ChannelNames.Of(s.Message.Channel)}");
                facts.Fact(number, "", $"up to {LengthText.Of(s.Limit)}");
                break;
            case CallStep s:
                Fact("call", s.Webhook, s.As);
                With(s.With, number);
                break;
            case ForkStep:
                Fact("in parallel");
                break;
            case JoinStep:
                Fact("join");
                break;
            case LetStep s:
                Fact("let", ExpressionText.Of(s.Value), s.Name);
                break;
            case WriteStep s:
                Fact(SettingText.Word(s.Operation), SettingText.Of(s));
                break;
            case WithdrawConsentStep s:
                Fact("withdraw", $"consent {ChannelNames.Of(s.Channel)} for {s.Purpose}");
                break;
            case RecordEventStep s:
                Fact("record", s.Event);
                With(s.With, number);
                break;
            case RunStep s:
                Fact(s.WaitForEnd ? "run" : "start", s.Journey, s.As);
                With(s.With, number);
                break;
            case ReturnStep s:
                Fact("return", ExpressionText.Named(s.Values));
                break;
            case LoopStep s:
                Fact("repeat", $"at most {LengthText.Count(s.AtMost, "time")}"
                    + (s.Every is { } every ? $", every {LengthText.Of(every)}" : "")
                    + (s.Until is null ? "" : $", until {ExpressionText.Of(s.Until)}"));
                break;
            case EachStep s:
                Fact("for each", $"{s.Name} in {ExpressionText.Of(s.List)}, at most {s.AtMost.ToString(CultureInfo.InvariantCulture)}");
                break;
            case StopStep:
                Fact("stop repeating");
                break;
            case ExitStep s:
                Fact("exit", ValueText.Of(new TextValue(s.Reason)));
                break;
            case ReachGoalStep s:
                Fact("reach goal", s.Goal);
                break;
            case NothingStep:
                Fact("nothing");
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>How a way is numbered, and what makes a run take it.</summary>
    public static (string Key, string Fact) Of(Way way, ImmutableArray<Way> all) => way switch
    {
        ConditionWay c when c == all[0] => ("y", ""),
        ConditionWay c => ("y", $"else if {ExpressionText.Of(c.Branch.Condition)}"),
        ElseWay => (all[0] is ConditionWay ? "n" : "else", ""),
        PatternWay p => ("when", $"when {MomentText.Of(p.Case.Pattern)}"),
        HappensWay { Case.Outcome: { } outcome } h => (outcome.Flag, $"on {StepText.Of(h.Case)}"),
        HappensWay h => (h.Case.Event!.Event, $"on {StepText.Of(h.Case)}{(h.Case.Event.As is { } name ? $" as {name}" : "")}"),
        TimeoutWay => ("timeout", ""),
        AnswerWay a => ("answer", "on " + string.Join(", ", a.Case.Choices.Select(c => ValueText.Of(new TextValue(c))))),
        OtherAnswerWay => ("other", ""),
        ArmWay a => (a.Arm.Name, (a.Arm.IsHoldout ? "holdout" : "arm") + StepText.Share(a.Arm, all)),
        ParallelWay p => (p.Branch.Name, ""),
        BodyWay => ("", ""),
        _ => throw new UnreachableException(),
    };

    private void Facts(IEnumerable<string> lines, string number)
    {
        foreach (var line in lines)
        {
            facts.Fact(number, "", line);
        }
    }

    private void Message(Message message, string number, string? name, string? kind = null)
    {
        var clauses = (message.Slot is null ? "" : $" in slot {ValueText.Of(new TextValue(message.Slot))}")
            + (message.For is { } time ? $" for {LengthText.Of(time)}" : "")
            + (message.Needs is { } needs ? $" needs {(needs.Click ? "click" : "open")} within {LengthText.Of(needs.Within)}" : "")
            + (message.Policy is null || message.Policy == policy ? "" : $" using policy {message.Policy}")
            + Late(message.Late);
        facts.Fact(name is null ? number : $"{number} {name}", kind ?? ChannelNames.Of(message.Channel), message.Template + clauses);
        With(message.With, number);
    }

    private void With(ImmutableArray<NamedExpression> with, string number)
    {
        foreach (var binding in with)
        {
            facts.Fact(number, "", $"{binding.Name} = {ExpressionText.Of(binding.Value)}");
        }
    }

    private static string IfMissing(IfMissing action) => action switch
    {
        Program.IfMissing.NotSaid => "",
        Program.IfMissing.Skip => ", or skip if missing",
        Program.IfMissing.Exit => ", or exit if missing",
        _ => throw new UnreachableException(),
    };

    private static string Late(LateRule? late) => late is null ? "" : $", {MomentText.Of(late)}";
}
