using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>Walks expressions as trees; the definition of a metric counts as part of who names it.</summary>
public static class ExpressionTree
{
    /// <summary>The expression itself and everything below it, parents first.</summary>
    public static IEnumerable<Expression> All(Expression expression)
    {
        var open = new Stack<Expression>();
        open.Push(expression);
        while (open.TryPop(out var next))
        {
            yield return next;
            var children = Children(next);
            for (var i = children.Length - 1; i >= 0; i--)
            {
                open.Push(children[i]);
            }
        }
    }

    public static IEnumerable<Expression> All(ImmutableArray<Condition> conditions) => conditions.SelectMany(c => c switch
    {
        LeafCondition leaf => All(leaf.Expression),
        GroupCondition group => All(group.Conditions),
        _ => throw new UnreachableException(),
    });

    /// <summary>The parts of an expression, in the order of the text; one place knows them all.</summary>
    public static ImmutableArray<Expression> Children(Expression expression) => expression switch
    {
        ErrorExpression or Constant or NowExpression or TodayExpression or RootExpression or VariableExpression => [],
        InSegmentExpression or ConsentExpression or RfmExpression => [],
        Interpolation e => e.Parts,
        MemberExpression e => [e.Target],
        UnaryExpression e => [e.Operand],
        BinaryExpression e => [e.Left, e.Right],
        BetweenExpression e => [e.Value, e.Low, e.High],
        IsExpression e => [e.Value],
        ListExpression e => e.Elements,
        RecordExpression e => Values(e.Fields),
        AggregateExpression e => Known(e.Value, e.Filter),
        TimeSinceExpression e => Known(e.Filter),
        LastFirstExpression e => Known(e.Filter),
        HappenedExpression e => Known([e.Filter, .. e.Then.Select(t => t.Filter)]),
        MetricExpression e => [e.Definition],
        PredictExpression e => Values(e.Inputs),
        RecommendExpression e => [.. Values(e.Inputs), .. Known(e.Limit)],
        CatalogExpression e => [e.Key],
        CallExpression e => e.Arguments,
        _ => throw new UnreachableException(),
    };

    private static ImmutableArray<Expression> Values(ImmutableArray<NamedExpression> named) => ImmutableArray.CreateRange(named, n => n.Value);

    private static ImmutableArray<Expression> Known(params ReadOnlySpan<Expression?> expressions)
    {
        var known = ImmutableArray.CreateBuilder<Expression>(expressions.Length);
        foreach (var expression in expressions)
        {
            if (expression is not null)
            {
                known.Add(expression);
            }
        }

        return known.DrainToImmutable();
    }
}
