using System.Collections.Immutable;
using System.Diagnostics;

namespace Personalization.Journeys.Language.Program;

/// <summary>Walks expressions as trees, parents first and parts in the order of the text.</summary>
public static class ExpressionTree
{
    /// <summary>The expression and everything below it; the definition of a metric counts as part of who names it.</summary>
    public static IEnumerable<Expression> All(Expression expression) => Walk(expression, _ => false);

    public static IEnumerable<Expression> All(ImmutableArray<Condition> conditions) => conditions.SelectMany(ProgramExpressions.Of).SelectMany(All);

    /// <summary>Only what stands in the text: a metric is one part, since its definition is checked where it is declared.</summary>
    internal static IEnumerable<Expression> AsWritten(Expression expression) => Walk(expression, e => e is MetricExpression);

    /// <summary>The parts that read the same event as the whole; filters, windows and metrics are about other events.</summary>
    internal static IEnumerable<Expression> OfTheSameEvent(Expression expression) => Walk(
        expression,
        e => e is AggregateExpression or TimeSinceExpression or LastFirstExpression or HappenedExpression or MetricExpression);

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

    private static IEnumerable<Expression> Walk(Expression expression, Func<Expression, bool> isLeaf)
    {
        var open = new Stack<Expression>();
        open.Push(expression);
        while (open.TryPop(out var next))
        {
            yield return next;
            var children = isLeaf(next) ? [] : Children(next);
            for (var i = children.Length - 1; i >= 0; i--)
            {
                open.Push(children[i]);
            }
        }
    }

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
