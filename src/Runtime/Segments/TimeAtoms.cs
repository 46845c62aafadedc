using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Segments;

/// <summary>Finds the parts of conditions that time alone can change; done once for a workspace.</summary>
internal sealed class TimeAtoms
{
    private readonly Workspace _workspace;
    private readonly HashSet<TimeAtom> _atoms = [];

    private TimeAtoms(Workspace workspace) => _workspace = workspace;

    public static ImmutableArray<TimeAtom> Of(Workspace workspace, ImmutableArray<Condition> conditions)
    {
        var atoms = new TimeAtoms(workspace);
        atoms.Visit(conditions);
        return [.. atoms._atoms];
    }

    /// <summary>True when the value may change with the clock between the changes of its windows.</summary>
    public static bool CanMove(Expression? expression) => expression switch
    {
        null or Constant => false,
        NowExpression or TodayExpression => true,
        TimeSinceExpression => true,
        AggregateExpression e => AnyMoves(e.Value) || AnyMoves(e.Filter),
        LastFirstExpression e => AnyMoves(e.Filter),
        BinaryExpression { Type: BooleanType, Operator: not BinaryOperator.Default } or UnaryExpression { Operator: UnaryOperator.Not } => false,
        BetweenExpression or IsExpression or HappenedExpression or RfmExpression or PredictExpression or RecommendExpression => false,
        _ => ExpressionTree.Children(expression).Any(CanMove),
    };

    private void Visit(ImmutableArray<Condition> conditions)
    {
        foreach (var condition in conditions)
        {
            switch (condition)
            {
                case LeafCondition leaf:
                    Visit(leaf.Expression);
                    break;
                case GroupCondition group:
                    Visit(group.Conditions);
                    break;
                default:
                    throw new UnreachableException();
            }
        }
    }

    private void Visit(Expression expression)
    {
        switch (expression)
        {
            case BinaryExpression { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } e:
                Crossing(e.Left, e.Operator, e.Right);
                break;
            case BetweenExpression e:
                Crossing(e.Value, BinaryOperator.GreaterOrEqual, e.Low);
                Crossing(e.Value, BinaryOperator.LessOrEqual, e.High);
                break;
            case BinaryExpression { Operator: BinaryOperator.In or BinaryOperator.NotIn or BinaryOperator.Contains }:
            case CallExpression or MemberExpression or Interpolation or CatalogExpression:
                Steps(expression);
                break;
            case AggregateExpression e:
                InWindow(e.Event, e.Window, e.Filter);
                Filter(e.Value);
                return;
            case LastFirstExpression e:
                InWindow(e.Event, e.Window, e.Filter);
                return;
            case TimeSinceExpression e:
                Filter(e.Filter);
                return;
            case HappenedExpression e:
                Sequence(e);
                return;
            case RfmExpression e:
                Rfm(e);
                return;
            case PredictExpression e:
                Model(e.Model);
                break;
            case RecommendExpression e:
                Model(e.Model);
                break;
        }

        foreach (var child in ExpressionTree.Children(expression))
        {
            Visit(child);
        }
    }

    private void Crossing(Expression left, BinaryOperator op, Expression right)
    {
        if (CanMove(left) || CanMove(right))
        {
            _atoms.Add(new CrossingAtom(left, op, right, StepsOf(left, right)));
        }
    }

    // A moving value under anything but a comparison: at the steps of the local calendar.
    private void Steps(Expression expression)
    {
        if (ExpressionTree.Children(expression).Any(CanMove))
        {
            _atoms.Add(StepsOf(expression));
        }
    }

    private static StepsAtom StepsOf(params IEnumerable<Expression> expressions)
    {
        var members = expressions.SelectMany(ExpressionTree.All).OfType<MemberExpression>().Select(m => m.Kind).ToList();
        return new(members.Contains(MemberKind.Hour), members.Contains(MemberKind.Time));
    }

    private void InWindow(string @event, Window? window, Expression? filter)
    {
        Filter(filter);
        if (window is { Kind: WindowKind.Last or WindowKind.Between })
        {
            _atoms.Add(new WindowAtom(@event, window, filter));
        }
    }

    // What a filter lets through may change with the clock itself.
    private void Filter(Expression? filter)
    {
        if (AnyMoves(filter))
        {
            _atoms.Add(StepsOf(filter!));
        }
    }

    // Whoever takes part leaves or enters the window, or its time without a follower is over.
    private void Sequence(HappenedExpression e)
    {
        var name = e.Event;
        Filter(e.Filter);
        Edges(name, e.Window);
        foreach (var then in e.Then)
        {
            Filter(then.Filter);
            if (then.Negated)
            {
                _atoms.Add(new AgeAtom(name, then.Within.Measured));
            }
            else
            {
                name = then.Event;
                Edges(name, e.Window);
            }
        }
    }

    private void Edges(string @event, Window window)
    {
        if (window.Kind is WindowKind.Last or WindowKind.Between)
        {
            _atoms.Add(new AgeAtom(@event, WindowEdges.Older(window)));
        }

        if (window.Kind == WindowKind.Between)
        {
            _atoms.Add(new AgeAtom(@event, WindowEdges.Newer(window)));
        }
    }

    private void Rfm(RfmExpression e)
    {
        if (_workspace.Rfms.FirstOrDefault(r => r.Name == e.Rfm) is { } rfm)
        {
            _atoms.Add(new AgeAtom(rfm.Event, rfm.Over));
            if (e.Part == RfmPart.Recency)
            {
                _atoms.Add(new RecencyAtom(rfm));
            }
        }
    }

    // A model is plain arithmetic over metrics that grow with the clock: once a day is often enough, and whenever one of
    // its windows changes or it grows stale.
    private void Model(string name)
    {
        _atoms.Add(new StepsAtom(false, false));
        if (_workspace.Models.FirstOrDefault(m => m.Name == name) is not { } model)
        {
            return;
        }

        foreach (var metric in _workspace.Metrics.Where(m => model.Uses.Contains(m.Name)))
        {
            Visit(metric.Value);
        }

        if (model.History is { } history)
        {
            _atoms.Add(new AgeAtom(history.Event, history.Window));
        }

        if (model.StaleAfter is { } stale)
        {
            _atoms.Add(new StaleAtom(name, stale));
        }
    }

    private static bool AnyMoves(Expression? expression) => expression is not null && ExpressionTree.All(expression).Any(Moves);

    private static bool Moves(Expression expression) => expression is NowExpression or TodayExpression or TimeSinceExpression or HappenedExpression
        or RfmExpression or PredictExpression or RecommendExpression
        or AggregateExpression { Window.Kind: WindowKind.Last or WindowKind.Between }
        or LastFirstExpression { Window.Kind: WindowKind.Last or WindowKind.Between };
}
