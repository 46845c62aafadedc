using System.Collections.Immutable;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Experiments;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>`split`, `experiment` and `bandit`.</summary>
internal static class Arms
{
    /// <summary>The arm is the customer's from its first step on; that is now.</summary>
    public static Flow Assign(DecisionDraft draft, LiveRun run, ExperimentStep step)
    {
        var stored = draft.Customer.Arms.GetValueOrDefault(step.Name);
        var choice = Forced(draft, step.Name, step.Arms)
            ?? Assignment.ForExperiment(draft.Facts.Salt, step.Name, step.Arms, draft.Customer.Id, stored);
        if (choice.Arm.Name != stored)
        {
            draft.Customer = draft.Customer with { Arms = draft.Customer.Arms.SetItem(step.Name, choice.Arm.Name) };
        }

        return Take(draft, run, step, step.Name, choice);
    }

    public static Flow Assign(DecisionDraft draft, LiveRun run, BanditStep step)
    {
        var choice = Forced(draft, step.Name, step.Arms) ?? Pick(draft, run, step);
        return Take(draft, run, step, step.Name, choice);
    }

    private static Choice Pick(DecisionDraft draft, LiveRun run, BanditStep step)
    {
        ImmutableSortedDictionary<string, decimal>? published = null;
        if (draft.Facts.Bandits.TryGetValue(step.Name, out var fact) && fact.ValidFrom <= draft.Now)
        {
            var context = ImmutableArray.CreateRange(step.Spec.Context, Evaluator.Evaluate, (EvaluationScope)draft.Scope(run.State));
            published = ContextCell.Find(fact.Content, context);
        }

        return Assignment.ForBandit(draft.Facts.Salt, step.Name, step.Arms, published, draft.Customer.Id, run.Id, run.Visit(step.Id));
    }

    private static Choice? Forced(DecisionDraft draft, string experiment, ImmutableArray<Arm> arms) =>
        draft.Facts.ForcedArms.TryGetValue(experiment, out var name) && arms.FirstOrDefault(a => a.Name == name) is { } arm ? new Choice(arm, 1m) : null;

    private static Flow Take(DecisionDraft draft, LiveRun run, Step step, string experiment, Choice choice)
    {
        run.State = run.State with { Arm = $"{experiment}:{choice.Arm.Name}" };
        draft.Write(new ArmAssigned(
            draft.Now, run.Id, run.State.Journey, run.State.Version, experiment, choice.Arm.Name, choice.Probability, choice.Arm.Location));
        return Flow.On(choice.Arm.Then ?? step.Next);
    }
}
