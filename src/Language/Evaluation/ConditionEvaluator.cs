using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>The answer to a list of conditions, and the first line that was not yes.</summary>
public readonly record struct ConditionResult(bool Yes, Condition? FirstNo)
{
    /// <summary>The text of that line; a group of alternatives is named by its header.</summary>
    public string Reason => FirstNo switch
    {
        null => "",
        LeafCondition leaf => leaf.Text,
        GroupCondition { Group: ConditionGroup.Any } => "any of",
        GroupCondition { Group: ConditionGroup.None } => "none of",
        GroupCondition => "all of",
        _ => throw new UnreachableException(),
    };
}

/// <summary>Asks trees of conditions. Inside they are three-valued; at the end unknown counts as no.</summary>
public static class ConditionEvaluator
{
    public static ConditionResult Check(ImmutableArray<Condition> conditions, EvaluationScope scope)
    {
        foreach (var condition in conditions)
        {
            if (FirstNo(condition, scope) is { } no)
            {
                return new(false, no);
            }
        }

        return new(true, null);
    }

    private static Condition? FirstNo(Condition condition, EvaluationScope scope)
    {
        if (condition is GroupCondition { Group: ConditionGroup.All } all)
        {
            var inner = Check(all.Conditions, scope);
            return inner.Yes ? null : inner.FirstNo;
        }

        return Evaluate(condition, scope).IsYes ? null : condition;
    }

    private static Value Evaluate(Condition condition, EvaluationScope scope) => condition switch
    {
        LeafCondition leaf => Evaluator.Evaluate(leaf.Expression, scope),
        GroupCondition group => Group(group, scope),
        _ => throw new UnreachableException(),
    };

    private static Value Group(GroupCondition group, EvaluationScope scope)
    {
        var all = group.Group == ConditionGroup.All;
        var unknown = false;
        foreach (var condition in group.Conditions)
        {
            var value = Evaluate(condition, scope);
            if (value is not BooleanValue answer)
            {
                unknown = true;
            }
            else if (answer.Value != all)
            {
                return Value.Of(group.Group == ConditionGroup.Any);
            }
        }

        return unknown ? Value.Missing : Value.Of(group.Group != ConditionGroup.Any);
    }
}
