using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Personalization.Journeys.Language.Program;

public static partial class CanonicalJson
{
    private static JsonObject Node(Step step) => step switch
    {
        WaitStep s => Step(s, "wait", ("duration", Length(s.Duration)), ("late", Node(s.Late))),
        WaitUntilStep s => Step(s, "waitUntil", ("moment", Node(s.Moment)), ("ifMissing", s.IfMissing == IfMissing.NotSaid ? null : Enum(s.IfMissing)), ("late", Node(s.Late))),
        WaitForStep s => Step(s, "waitFor", ("limit", Length(s.Limit)), ("cases", List(s.Cases, Node)), ("timeout", Text(s.OnTimeout)), ("late", Node(s.Late))),
        BranchStep s => Step(s, "branch", ("if", Node(s.Condition)), ("then", Text(s.Then)), ("else", Text(s.Else))),
        SwitchStep s => Step(s, "match", ("value", Node(s.Value)), ("cases", List(s.Cases, Node)), ("else", Text(s.Else))),
        ExperimentStep s => Step(s, s.Spec is null ? "split" : "experiment", ("name", s.Name), ("arms", List(s.Arms, Node)), ("spec", Node(s.Spec))),
        BanditStep s => Step(s, "bandit", ("name", s.Name), ("arms", List(s.Arms, Node)), ("spec", Node(s.Spec))),
        SendStep s => Step(s, "send", ("message", Node(s.Message)), ("as", Text(s.As))),
        SendFirstStep s => Step(s, "sendFirst", ("attempts", List(s.Attempts, Node)), ("as", Text(s.As)), ("late", Node(s.Late))),
        AskStep s => Step(
            s, "ask", ("message", Node(s.Message)), ("limit", Length(s.Limit)), ("as", Text(s.As)), ("cases", List(s.Cases, Node)),
            ("hasOther", Flag(s.HasOther)), ("other", Text(s.OnOther)), ("timeout", Text(s.OnTimeout))),
        CallStep s => Step(s, "call", ("webhook", s.Webhook), ("with", List(s.With, Node)), ("as", Text(s.As))),
        ForkStep s => Step(s, "parallel", ("branches", List(s.Branches, b => Object(("name", b.Name), ("then", Text(b.Then))))), ("join", s.Join)),
        JoinStep s => Step(s, "join", ("fork", s.Fork)),
        LetStep s => Step(s, "let", ("name", s.Name), ("value", Node(s.Value))),
        WriteStep s => Step(s, "write", ("operation", Enum(s.Operation)), ("field", s.Field), ("value", Node(s.Value))),
        WithdrawConsentStep s => Step(s, "withdrawConsent", ("channel", Enum(s.Channel)), ("purpose", s.Purpose)),
        RecordEventStep s => Step(s, "record", ("event", s.Event), ("with", List(s.With, Node))),
        RunStep s => Step(s, s.WaitForEnd ? "run" : "start", ("journey", s.Journey), ("with", List(s.With, Node)), ("as", Text(s.As))),
        ReturnStep s => Step(s, "return", ("values", List(s.Values, Node))),
        LoopStep s => Step(s, "repeat", ("atMost", s.AtMost), ("every", Length(s.Every)), ("until", Node(s.Until)), ("body", Text(s.Body))),
        EachStep s => Step(s, "each", ("name", s.Name), ("list", Node(s.List)), ("atMost", s.AtMost), ("body", Text(s.Body))),
        StopStep s => Step(s, "stop", ("loop", s.Loop)),
        ExitStep s => Step(s, "exit", ("reason", s.Reason)),
        ReachGoalStep s => Step(s, "reachGoal", ("goal", s.Goal)),
        NothingStep s => Step(s, "nothing"),
        _ => throw new UnreachableException(),
    };

    private static JsonObject Step(Step step, string kind, params ReadOnlySpan<(string Key, JsonNode? Value)> members) =>
        Object([("id", step.Id), ("kind", kind), ("next", Text(step.Next)), .. members]);

    private static JsonObject Node(WaitCase @case) => Object(
        ("event", Node(@case.Event)),
        ("outcome", @case.Outcome is { } outcome ? Object(("name", outcome.Name), ("flag", outcome.Flag)) : null),
        ("then", Text(@case.Then)));

    private static JsonObject Node(SwitchCase @case) => Object(("pattern", Node(@case.Pattern)), ("then", Text(@case.Then)));

    private static JsonObject Node(Pattern pattern) => pattern switch
    {
        ValuesPattern p => Object(("values", List(p.Values, Node))),
        RangePattern p => Object(("low", Node(p.Low)), ("high", Node(p.High))),
        ComparisonPattern p => Object(("operator", Enum(p.Operator)), ("value", Node(p.Value))),
        _ => throw new UnreachableException(),
    };

    private static JsonObject Node(Arm arm) =>
        Object(("name", arm.Name), ("share", Decimal(arm.Share)), ("holdout", Flag(arm.IsHoldout)), ("then", Text(arm.Then)));

    private static JsonObject? Node(ExperimentSpec? spec) => spec is null
        ? null
        : Object(
            ("measures", List(spec.Measures, Node)),
            ("guards", List(spec.Guards, g => Object(("of", Node(g.Of)), ("side", g.Below ? "below" : "above"), ("limit", Decimal(g.Limit))))),
            ("confidence", Decimal(spec.Confidence)),
            ("power", Decimal(spec.Power)),
            ("detectLift", Decimal(spec.DetectLift)),
            ("decideAfter", Length(spec.DecideAfter)),
            ("then", Enum(spec.Then)));

    private static JsonObject Node(Measure measure) =>
        Object(("goal", Text(measure.Goal)), ("event", Node(measure.Event)), ("within", Length(measure.Within)));

    private static JsonObject Node(BanditSpec spec) => Object(
        ("method", Enum(spec.Method)),
        ("epsilon", Decimal(spec.Epsilon)),
        ("reward", Node(spec.Reward)),
        ("worth", Node(spec.Worth)),
        ("context", List(spec.Context, Node)),
        ("exploreAtLeast", Decimal(spec.ExploreAtLeast)));

    private static JsonObject Node(Message message) => Object(
        ("channel", Enum(message.Channel)),
        ("template", message.Template),
        ("with", List(message.With, Node)),
        ("policy", Text(message.Policy)),
        ("slot", Text(message.Slot)),
        ("for", Length(message.For)),
        ("needs", message.Needs is { } needs ? Object(("reaction", needs.Click ? "click" : "open"), ("within", Length(needs.Within))) : null),
        ("late", Node(message.Late)));

    private static JsonObject Node(AnswerCase answer) => Object(("choices", Texts(answer.Choices)), ("then", Text(answer.Then)));
}
