using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>`repeat` and `for each`: a body that comes back to its loop, which counts.</summary>
internal static class Loops
{
    public static Flow Round(DecisionDraft draft, LiveRun run, int thread, LoopStep step)
    {
        var done = run.State.Loops.GetValueOrDefault(step.Id)?.Round ?? 0;
        if (done >= step.AtMost)
        {
            return Leave(run, step.Id, step.Next);
        }

        if (done > 0 && step.Every is { } every)
        {
            return Waits.For(draft, run, thread, step, Calendar.After(draft.Now, every, draft.Zone), "every");
        }

        return AfterPause(draft, run, step);
    }

    /// <summary>Asks `until`, and begins the next round when it is not yet so.</summary>
    public static Flow AfterPause(DecisionDraft draft, LiveRun run, LoopStep step)
    {
        if (step.Until is { } until)
        {
            var scope = draft.Scope(run.State);
            if (Evaluator.IsYes(until, scope))
            {
                Branching.Write(draft, run, step, "until", Evaluator.Trace(until, scope));
                return Leave(run, step.Id, step.Next);
            }
        }

        var round = (run.State.Loops.GetValueOrDefault(step.Id)?.Round ?? 0) + 1;
        Enter(run, step.Id, new LoopState(round, []));
        return step.Body is null ? Leave(run, step.Id, step.Next) : Flow.On(step.Body);
    }

    public static Flow Round(DecisionDraft draft, LiveRun run, EachStep step)
    {
        var state = run.State.Loops.GetValueOrDefault(step.Id) ?? new LoopState(0, Elements(draft, run, step));
        if (state.Round >= state.Elements.Length || step.Body is null)
        {
            run.Unset(step.Name);
            return Leave(run, step.Id, step.Next);
        }

        run.Set(step.Name, state.Elements[state.Round]);
        Enter(run, step.Id, state with { Round = state.Round + 1 });
        return Flow.On(step.Body);
    }

    public static Flow Stop(LiveRun run, StopStep step)
    {
        if (run.Program.Find(step.Loop) is EachStep each)
        {
            run.Unset(each.Name);
        }

        return Leave(run, step.Loop, step.Next);
    }

    private static ImmutableArray<Value> Elements(DecisionDraft draft, LiveRun run, EachStep step) =>
        Evaluator.Evaluate(step.List, draft.Scope(run.State)) is not ListValue list ? []
        : list.Elements.Length <= step.AtMost ? list.Elements
        : list.Elements[..step.AtMost];

    private static void Enter(LiveRun run, string loop, LoopState state) => run.State = run.State with { Loops = run.State.Loops.SetItem(loop, state) };

    private static Flow Leave(LiveRun run, string loop, string? next)
    {
        run.State = run.State with { Loops = run.State.Loops.Remove(loop) };
        return Flow.On(next);
    }
}
