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
        GroupCondition group => ConditionEvaluator.Word(group.Group),
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

    /// <summary>A condition with what its parts were: `consent email for marketing: no`, `none of (in segment employees: yes)`.</summary>
    public static string Trace(Condition condition, EvaluationScope scope) => condition switch
    {
        LeafCondition leaf => Evaluator.Trace(leaf.Expression, scope),
        GroupCondition group => $"{Word(group.Group)} ({string.Join("; ", group.Conditions.Select(c => Trace(c, scope)))})",
        _ => throw new UnreachableException(),
    };

    private static Condition? FirstNo(Condition condition, EvaluationScope scope)
    {
        if (condition is GroupCondition { Group: ConditionGroup.All } all)
        {
            var inner = Check(all.Conditions, scope);
            return inner.Yes ? null : inner.FirstNo;
        }

        return Evaluate(condition, scope).IsYes ? null : condition;
    }

    internal static string Word(ConditionGroup group) => group switch
    {
        ConditionGroup.Any => "any of",
        ConditionGroup.None => "none of",
        _ => "all of",
    };

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
