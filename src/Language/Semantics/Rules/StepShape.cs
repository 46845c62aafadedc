using System.Collections.Immutable;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>What a block does, without ids and places: two blocks with one shape are the same to a customer.</summary>
internal static class StepShape
{
    public static string Of(Journey journey, string? first, string? end) =>
        string.Join('\n', JourneyParts.Block(journey, first, end).Select(Of));

    private static string Of(Step step) => step switch
    {
        WaitStep w => $"wait {w.Duration}",
        WaitForStep w => $"wait up to {w.Limit} {string.Join(',', w.Cases.Select(c => c.Event?.Event ?? $"{c.Outcome?.Name}.{c.Outcome?.Flag}"))} {Expressions(step)}",
        WaitUntilStep w => $"wait until {MomentText.Of(w.Moment)} {w.IfMissing}",
        SendStep or SendFirstStep or AskStep => $"{step.GetType().Name} {string.Join(';', JourneyParts.Messages(step).Select(Of))}",
        CallStep c => $"call {c.Webhook} {Values(c.With)}",
        WriteStep w => $"{w.Operation} {w.Field} {Expressions(step)}",
        RecordEventStep r => $"record {r.Event} {Values(r.With)}",
        RunStep r => $"{r.WaitForEnd} {r.Journey} {Values(r.With)}",
        ExitStep e => $"exit {e.Reason}",
        ReachGoalStep g => $"reach {g.Goal}",
        LetStep l => $"let {l.Name} {Expressions(step)}",
        NothingStep => "",
        _ => $"{step.GetType().Name} {Expressions(step)}",
    };

    private static string Of(Message m) => $"{m.Channel} {m.Template} {Values(m.With)} {m.Policy} {m.Slot} {m.For} {m.Needs}";

    private static string Values(ImmutableArray<NamedExpression> named) =>
        string.Join(',', named.OrderBy(n => n.Name, StringComparer.Ordinal).Select(n => $"{n.Name}={ExpressionText.Of(n.Value)}"));

    private static string Expressions(Step step) => string.Join(',', ProgramExpressions.Of(step).Select(ExpressionText.Of));
}
