using System.Diagnostics;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>`if` and `match`.</summary>
internal static class Branching
{
    public static Flow Take(DecisionDraft draft, LiveRun run, BranchStep step)
    {
        var scope = draft.Scope(run.State);
        var yes = Evaluator.IsYes(step.Condition, scope);
        Write(draft, run, step, yes ? "yes" : "no", Evaluator.Trace(step.Condition, scope));
        return Flow.On((yes ? step.Then : step.Else) ?? step.Next);
    }

    public static Flow Take(DecisionDraft draft, LiveRun run, SwitchStep step)
    {
        var scope = draft.Scope(run.State);
        var value = Evaluator.Evaluate(step.Value, scope);
        for (var i = 0; i < step.Cases.Length; i++)
        {
            if (Fits(step.Cases[i].Pattern, value, scope))
            {
                Write(draft, run, step, $"when {i + 1}", Evaluator.Trace(step.Value, scope));
                return Flow.On(step.Cases[i].Then ?? step.Next);
            }
        }

        Write(draft, run, step, "else", Evaluator.Trace(step.Value, scope));
        return Flow.On(step.Else ?? step.Next);
    }

    public static void Write(DecisionDraft draft, LiveRun run, Step step, string way, string because) =>
        draft.Write(new WayTaken(draft.Now, run.Id, run.State.Journey, run.State.Version, step.Id, way, because, step.Location));

    private static bool Fits(Pattern pattern, Value value, EvaluationScope scope) => pattern switch
    {
        ValuesPattern values => values.Values.Any(v => Holds(BinaryOperator.Equal, value, v, scope)),
        RangePattern range => Holds(BinaryOperator.GreaterOrEqual, value, range.Low, scope) && Holds(BinaryOperator.LessOrEqual, value, range.High, scope),
        ComparisonPattern comparison => Holds(comparison.Operator, value, comparison.Value, scope),
        _ => throw new UnreachableException(),
    };

    private static bool Holds(BinaryOperator comparison, Value value, Expression with, EvaluationScope scope) =>
        Evaluator.IsYes(new BinaryExpression(new Constant(value, with.Type, null), comparison, with, DataType.Boolean, true, null), scope);
}
