using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics.Paths;

/// <summary>An expression and everything below it.</summary>
internal static class ExpressionTree
{
    /// <summary>The expression and all its parts, from the outside in. A metric is one part: its definition is checked where it is declared.</summary>
    public static IEnumerable<Expression> All(Expression? expression)
    {
        if (expression is null)
        {
            yield break;
        }

        var open = new Stack<Expression>();
        open.Push(expression);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var child in Children(next).Reverse())
            {
                open.Push(child);
            }
        }
    }

    /// <summary>As <see cref="All(Expression?)"/>, and through the definitions of metrics.</summary>
    public static IEnumerable<Expression> AllThroughMetrics(Expression? expression) =>
        All(expression).SelectMany(e => e is MetricExpression m ? AllThroughMetrics(m.Definition).Prepend(m) : [e]);

    public static IEnumerable<Expression> All(Condition condition) => condition switch
    {
        LeafCondition leaf => All(leaf.Expression),
        GroupCondition group => group.Conditions.SelectMany(All),
        _ => [],
    };

    public static IEnumerable<Expression> All(IEnumerable<Condition> conditions) => conditions.SelectMany(All);

    private static ImmutableArray<Expression> Children(Expression expression) =>
        expression is MetricExpression ? [] : Evaluation.ExpressionTree.Children(expression);
}
