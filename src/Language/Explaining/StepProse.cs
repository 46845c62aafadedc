using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Explaining;

/// <summary>One sentence for each kind of step, without what stands in its blocks.</summary>
internal static class StepProse
{
    public static string Of(Step step) => step switch
    {
        WaitStep w => $"waits {w.Duration}{Late(w.Late)}",
        WaitUntilStep w => $"waits until {Of(w.Moment)}{Missing(w.IfMissing)}{Late(w.Late)}",
        WaitForStep w => $"waits up to {LengthText.Long(w.Limit)} for {string.Join(" or ", w.Cases.Select(Of))}{Late(w.Late)}",
        BranchStep b => $"if {ConditionProse.Of(b.Condition)}",
        SwitchStep s => $"depending on {ExpressionText.Of(s.Value)}",
        ExperimentStep { Spec: null } e => $"divides people by chance ({e.Name})",
        ExperimentStep e => $"experiment {e.Name}{Of(e.Spec!)}",
        BanditStep b => $"learns which works best ({b.Name}){Of(b.Spec)}",
        SendStep s => $"sends {Of(s.Message)}{As(s.As)}",
        SendFirstStep s => $"tries, until one reaches: {string.Join("; else ", s.Attempts.Select(Of))}{As(s.As)}{Late(s.Late)}",
        AskStep a => $"asks {Of(a.Message)}, up to {LengthText.Long(a.Limit)}{As(a.As)}",
        CallStep c => $"calls webhook {c.Webhook}{With(c.With)}{As(c.As)}",
        ForkStep => "at the same time",
        LetStep l => $"remembers {l.Name} = {ExpressionText.Of(l.Value)}",
        WriteStep w => Of(w),
        WithdrawConsentStep w => $"withdraws the consent for {w.Purpose} by {ConditionProse.Name(w.Channel)}",
        RecordEventStep r => $"records event {r.Event}{With(r.With)}",
        RunStep r => $"{(r.WaitForEnd ? "runs" : "starts")} journey {r.Journey}{With(r.With)}{(r.WaitForEnd ? " and waits for its end" : "")}{As(r.As)}",
        ReturnStep r => $"ends and returns {string.Join(", ", r.Values.Select(v => $"{v.Name} = {ExpressionText.Of(v.Value)}"))}",
        LoopStep l => $"repeats at most {l.AtMost} times{(l.Every is { } every ? $", every {every}" : "")}{(l.Until is { } until ? $", until {ConditionProse.Of(until)}" : "")}",
        EachStep e => $"for each {e.Name} in {ExpressionText.Of(e.List)}, at most {e.AtMost}",
        StopStep => "stops repeating",
        ExitStep e => $"ends: {e.Reason}",
        ReachGoalStep g => $"reaches goal {g.Goal}",
        NothingStep => "does nothing",
        _ => "",
    };

    public static string Of(Moment moment) => moment switch
    {
        DaysMoment d => $"{Hours(d)}{(d.Days == Weekdays.EveryDay ? "" : " on " + Of(d.Days))}",
        ValueMoment v => ExpressionText.Of(v.Value) + At(v.At),
        OffsetMoment { Length: var length } o when length == CalendarDuration.Zero => ExpressionText.Of(o.Of) + At(o.At),
        OffsetMoment o => $"{o.Length} {(o.Before ? "before" : "after")} {ExpressionText.Of(o.Of)}{At(o.At)}",
        _ => "",
    };

    public static string Of(Weekdays days) => days switch
    {
        Weekdays.EveryDay => "day",
        Weekdays.Weekdays => "weekdays",
        Weekdays.Weekends => "weekends",
        _ => string.Join(", ", Enumerable.Range(0, 7).Select(i => (Weekdays)(1 << i)).Where(d => days.HasFlag(d)).Select(d => d.ToString().ToLowerInvariant())),
    };

    public static string Of(EventRef reference) =>
        reference.Event
        + (reference.Where is { } where ? $" where {ConditionProse.Of(where)}" : "")
        + (reference.Within is { } within ? $" within {LengthText.Long(within)}" : "")
        + As(reference.As);

    public static string Of(WaitCase @case) => @case.Event is { } e ? Of(e) : @case.Outcome is { } o ? $"{o.Name}.{o.Flag}" : "";

    public static string Of(Pattern pattern) => pattern switch
    {
        ValuesPattern v => string.Join(" or ", v.Values.Select(ExpressionText.Of)),
        RangePattern r => $"{ExpressionText.Of(r.Low)} to {ExpressionText.Of(r.High)}",
        ComparisonPattern c => $"{ExpressionText.Of(c.Operator)} {ExpressionText.Of(c.Value)}",
        _ => "",
    };

    private static string Of(Message m) =>
        $"{ConditionProse.Name(m.Channel)} {m.Template}{With(m.With)}"
        + (m.Slot is { } slot ? $" in \"{slot}\"" : "")
        + (m.For is { } life ? $" for {LengthText.Long(life)}" : "")
        + (m.Needs is { } needs ? $" (must be {(needs.Click ? "clicked" : "opened")} within {LengthText.Long(needs.Within)})" : "")
        + Late(m.Late);

    private static string Of(WriteStep w)
    {
        var field = "customer." + w.Field;
        var value = w.Value is { } v ? ExpressionText.Of(v) : "";
        return w.Operation switch
        {
            WriteOperation.Set => $"sets {field} to {value}",
            WriteOperation.Increase => $"increases {field} by {value}",
            WriteOperation.Decrease => $"decreases {field} by {value}",
            WriteOperation.Add => $"adds {value} to {field}",
            WriteOperation.Remove => $"removes {value} from {field}",
            _ => $"clears {field}",
        };
    }

    private static string Of(ExperimentSpec spec)
    {
        var measures = string.Join(", ", spec.Measures.Select(Of));
        var guards = string.Concat(spec.Guards.Select(g => $"; stops an arm when {Of(g.Of)} is {(g.Below ? "not below" : "not above")} {Percent(g.Limit)}"));
        var decision = spec.DecideAfter is { } after ? $"; decides after {LengthText.Long(after)}, then {Of(spec.Then)}" : "";
        return $", measured by {measures}{guards}{decision}";
    }

    private static string Of(BanditSpec spec) =>
        (spec.Reward is { } reward ? $", rewarded by {Of(reward)}" : "")
        + (spec.Worth is { } worth ? $" worth {ExpressionText.Of(worth)}" : "")
        + (spec.Context.IsEmpty ? "" : $", looking at {string.Join(" and ", spec.Context.Select(ExpressionText.Of))}")
        + (spec.ExploreAtLeast is { } floor ? $", each arm at least {Percent(floor)}" : "");

    private static string Of(Measure measure) =>
        (measure.Goal is { } goal ? $"goal {goal}" : measure.Event is { } e ? Of(e) : "") + (measure.Within is { } within ? $" within {LengthText.Long(within)}" : "");

    private static string Of(ExperimentEnd end) => end switch
    {
        ExperimentEnd.KeepWinner => "the winner stays",
        ExperimentEnd.KeepControl => "the first arm stays",
        _ => "reports",
    };

    public static string Percent(decimal fraction) => ExpressionText.Number(fraction * 100) + "%";

    private static string With(ImmutableArray<NamedExpression> values) =>
        values.IsEmpty ? "" : " (" + string.Join(", ", values.Select(v => $"{v.Name} = {ExpressionText.Of(v.Value)}")) + ")";

    private static string As(string? name) => name is null ? "" : $" as {name}";

    private static string At(NodaTime.LocalTime? time) => time is { } t ? $" at {ExpressionText.Of(t)}" : "";

    private static string Hours(DaysMoment d) => d.To is { } to ? $"{ExpressionText.Of(d.From)} to {ExpressionText.Of(to)}" : ExpressionText.Of(d.From);

    private static string Missing(IfMissing ifMissing) => ifMissing switch
    {
        IfMissing.Skip => ", or goes on if there is none",
        IfMissing.Exit => ", or ends if there is none",
        _ => "",
    };

    private static string Late(LateRule? late) => late is null
        ? ""
        : $" (if late by more than {LengthText.Long(late.By)}: {late.Action switch { LateAction.Skip => "skipped", LateAction.Exit => "ends", _ => "still sent" }})";
}
