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

    private static IEnumerable<Expression> Children(Expression expression) => expression switch
    {
        Interpolation i => i.Parts,
        MemberExpression m => [m.Target],
        UnaryExpression u => [u.Operand],
        BinaryExpression b => [b.Left, b.Right],
        BetweenExpression b => [b.Value, b.Low, b.High],
        IsExpression i => [i.Value],
        ListExpression l => l.Elements,
        RecordExpression r => Values(r.Fields),
        AggregateExpression a => Present(a.Value, a.Filter),
        TimeSinceExpression t => Present(t.Filter),
        LastFirstExpression l => Present(l.Filter),
        HappenedExpression h => Present(h.Filter).Concat(h.Then.SelectMany(t => Present(t.Filter))),
        PredictExpression p => Values(p.Inputs),
        RecommendExpression r => Values(r.Inputs).Concat(Present(r.Limit)),
        CatalogExpression c => [c.Key],
        CallExpression c => c.Arguments,
        _ => [],
    };

    private static IEnumerable<Expression> Values(ImmutableArray<NamedExpression> named) => named.Select(n => n.Value);

    private static IEnumerable<Expression> Present(params IEnumerable<Expression?> expressions) => expressions.OfType<Expression>();
}
