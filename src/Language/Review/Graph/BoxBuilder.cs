using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>The words in the boxes: the language's own, one box for a step.</summary>
internal sealed class BoxBuilder(Workspace workspace, Timing timing)
{
    /// <summary>Where a run ends that did every step.</summary>
    public static readonly GraphBox End = new("(end)", BoxKind.Exit, "exit \"finished\"", [], []);

    public static GraphBox Enter(Journey journey)
    {
        var details = journey.Triggers.SelectMany(Trigger);
        if (journey.Reentry.Kind != ReentryKind.AfterExit)
        {
            details = details.Append($"again {SettingText.Of(journey.Reentry)}");
        }

        if (journey.RestartWhenInside)
        {
            details = details.Append("restarts when already inside");
        }

        if (journey.Triggers.IsEmpty)
        {
            details = details.Prepend("when another journey runs it");
        }

        return new("(enter)", BoxKind.Enter, "enter", [.. details], []) { Path = journey.Location.Path, Line = journey.Location.Line };
    }

    public GraphBox Of(Node node)
    {
        if (!node.IsChain)
        {
            return Of(node.Step);
        }

        var ids = node.Ways.OfType<ConditionWay>().Select(w => w.Branch.Id);
        return Of(node.Step) with { Title = "the first that is true", Details = [], Steps = [.. ids] };
    }

    public GraphBox Of(Step step)
    {
        var (kind, title, details) = Words(step);
        return new(step.Id, kind, title, [.. details.Where(d => d.Length > 0)], [step.Id])
        {
            Since = timing[step.Id],
            Purpose = Purpose(step),
            Documentation = step.Documentation,
            Path = step.Location.Path,
            Line = step.Location.Line,
        };
    }

    private static (BoxKind Kind, string Title, IEnumerable<string> Details) Words(Step step) => step switch
    {
        WaitStep s => (BoxKind.Wait, $"wait {LengthText.Of(s.Duration)}", [Late(s.Late)]),
        WaitUntilStep s => (BoxKind.Wait, "wait until", [MomentText.Of(s.Moment), Missing(s.IfMissing), Late(s.Late)]),
        WaitForStep s => (BoxKind.Wait, $"wait up to {LengthText.Of(s.Limit)}", [StepText.OneLine(s) is { } one ? $"for {StepText.Of(one)}" : "", Late(s.Late)]),
        BranchStep s => (BoxKind.Decision, "if", [ExpressionText.Of(s.Condition)]),
        SwitchStep s => (BoxKind.Decision, "match", [ExpressionText.Of(s.Value)]),
        ExperimentStep { Spec: null } s => (BoxKind.Chance, $"split {s.Name}", []),
        ExperimentStep s => (BoxKind.Chance, $"experiment {s.Name}", StepText.Spec(s.Spec)),
        BanditStep s => (BoxKind.Chance, $"bandit {s.Name}", StepText.Spec(s.Spec).Prepend($"using {SettingText.Of(s.Spec)}")),
        SendStep s => (BoxKind.Message, Title(s.Message), Details(s.Message)),
        SendFirstStep s => (BoxKind.Message, "send first of", [.. s.Attempts.Select((a, i) => $"{(i + 1).ToString(CultureInfo.InvariantCulture)}. {Title(a)}{string.Concat(Details(a).Where(d => d.Length > 0).Select(d => $", {d}"))}"), Late(s.Late)]),
        AskStep s => (BoxKind.Message, $"ask {Title(s.Message)}", Details(s.Message).Append($"up to {LengthText.Of(s.Limit)}")),
        CallStep s => (BoxKind.Call, $"call {s.Webhook}", With(s.With)),
        ForkStep => (BoxKind.Fork, "in parallel", []),
        JoinStep => (BoxKind.Join, "all have ended", []),
        LetStep s => (BoxKind.Value, $"let {s.Name}", [ExpressionText.Of(s.Value)]),
        WriteStep s => (BoxKind.Write, SettingText.Word(s.Operation), [SettingText.Of(s)]),
        WithdrawConsentStep s => (BoxKind.Write, "withdraw consent", [$"{ChannelNames.Of(s.Channel)} for {s.Purpose}"]),
        RecordEventStep s => (BoxKind.Write, $"record {s.Event}", With(s.With)),
        RunStep s => (BoxKind.Run, $"{(s.WaitForEnd ? "run" : "start")} {s.Journey}", With(s.With)),
        ReturnStep s => (BoxKind.Exit, "return", With(s.Values)),
        LoopStep s => (BoxKind.Loop, $"repeat at most {LengthText.Count(s.AtMost, "time")}",
            [s.Every is { } every ? $"every {LengthText.Of(every)}" : "", s.Until is { } until ? $"until {ExpressionText.Of(until)}" : ""]),
        EachStep s => (BoxKind.Loop, $"for each {s.Name}", [$"in {ExpressionText.Of(s.List)}", $"at most {s.AtMost.ToString(CultureInfo.InvariantCulture)}"]),
        StopStep => (BoxKind.Stop, "stop repeating", []),
        ExitStep s => (BoxKind.Exit, $"exit {ValueText.Of(new TextValue(s.Reason))}", []),
        ReachGoalStep s => (BoxKind.Write, $"reach goal {s.Goal}", []),
        NothingStep => (BoxKind.Nothing, "do nothing", []),
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<string> Trigger(Trigger trigger)
    {
        yield return (trigger is EventTrigger or SegmentTrigger ? "on " : "") + SettingText.Of(trigger);
        if (trigger is EventTrigger { Where: { } where })
        {
            yield return $"where {ExpressionText.OfEvent(where)}";
        }

        if (trigger is EventTrigger { KeyedBy: { } key })
        {
            yield return $"one run for each {ExpressionText.OfEvent(key)}";
        }
    }

    private static string Title(Message message) => $"{ChannelNames.Of(message.Channel)} {message.Template}";

    private static IEnumerable<string> Details(Message message)
    {
        foreach (var line in With(message.With))
        {
            yield return line;
        }

        yield return message.Slot is { } slot ? $"in slot {ValueText.Of(new TextValue(slot))}" : "";
        yield return message.For is { } length ? $"for {LengthText.Of(length)}" : "";
        yield return message.Needs is { } needs ? $"needs {(needs.Click ? "click" : "open")} within {LengthText.Of(needs.Within)}" : "";
        yield return Late(message.Late);
    }

    private static IEnumerable<string> With(ImmutableArray<NamedExpression> with) => with.Select(b =>
        b.Value is VariableExpression v && v.Name == b.Name ? b.Name : $"{b.Name} = {ExpressionText.Of(b.Value)}");

    private static string Missing(IfMissing action) => action switch
    {
        IfMissing.NotSaid => "",
        IfMissing.Skip => "or skip if missing",
        IfMissing.Exit => "or exit if missing",
        _ => throw new UnreachableException(),
    };

    private static string Late(LateRule? late) => late is null ? "" : MomentText.Of(late);

    private string? Purpose(Step step) => step switch
    {
        SendStep s => workspace.Template(s.Message.Template)?.Purpose,
        AskStep s => workspace.Template(s.Message.Template)?.Purpose,
        SendFirstStep s => Purposes(s),
        _ => null,
    };

    private string? Purposes(SendFirstStep step)
    {
        var purposes = step.Attempts.Select(a => workspace.Template(a.Template)?.Purpose).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return purposes.Count == 0 ? null : string.Join(", ", purposes);
    }
}
