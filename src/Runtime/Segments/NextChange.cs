using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Segments;

/// <summary>
/// Finds the earliest instant at which a condition can change its answer though nothing happens. May be early, never
/// late: every part of a condition adds the instants at which it alone can change.
/// </summary>
internal sealed partial class NextChange
{
    // The resolution of time in documents: what is true up to an instant stops being so one tick later.
    private static readonly Duration Tick = Duration.FromTicks(1);

    private readonly Workspace _workspace;
    private readonly Facts _facts;
    private readonly CustomerScope _scope;
    private readonly Instant _now;
    private PastEventScope? _pastScope;

    public NextChange(Workspace workspace, Facts facts, CustomerScope scope)
    {
        _workspace = workspace;
        _facts = facts;
        _scope = scope;
        _now = scope.Now;
        foreach (var history in scope.Customer.Histories.Values)
        {
            AddFirstAfter(history.Entries, Duration.Zero);
        }
    }

    public Instant? Earliest { get; private set; }

    public void Visit(ImmutableArray<Condition> conditions)
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
            case BinaryExpression { Operator: BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Default }:
            case UnaryExpression { Operator: UnaryOperator.Not }:
            case IsExpression:
            case MetricExpression:
                break;
            case AggregateExpression e:
                Window(_scope.Past(e.Event), e.Window, e.Filter);
                return;
            case LastFirstExpression e:
                Window(_scope.Past(e.Event), e.Window, e.Filter);
                return;
            case TimeSinceExpression e:
                Window(_scope.Past(e.Event), null, e.Filter);
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
            case BinaryExpression or UnaryExpression or CallExpression or MemberExpression or Interpolation or ListExpression or RecordExpression or CatalogExpression:
                if (Speed(expression) is null)
                {
                    LocalSteps(expression);
                }

                break;
            default:
                return;
        }

        foreach (var child in ExpressionTree.Children(expression))
        {
            Visit(child);
        }
    }

    // Two sides that move at the same speed never cross; else they do at one instant, known exactly.
    private void Crossing(Expression left, BinaryOperator op, Expression right)
    {
        if (Speed(left) is not { } leftSpeed || Speed(right) is not { } rightSpeed)
        {
            LocalSteps(left, right);
            return;
        }

        var speed = leftSpeed - rightSpeed;
        if (speed == 0)
        {
            return;
        }

        var (l, r) = (Evaluator.Evaluate(left, _scope), Evaluator.Evaluate(right, _scope));
        if (l.IsMissing || r.IsMissing)
        {
            return;
        }

        if (Math.Abs(speed) != 1 || Distance(l, r) is not { } distance)
        {
            Add(LocalTimes.NextMidnight(_now, _scope.Zone));
            return;
        }

        var until = speed > 0 ? -distance : distance;
        var atOnce = op switch
        {
            BinaryOperator.Less or BinaryOperator.GreaterOrEqual => speed > 0,
            BinaryOperator.Greater or BinaryOperator.LessOrEqual => speed < 0,
            _ => true,
        };
        if (atOnce)
        {
            AddIn(until);
        }

        if (!atOnce || op is BinaryOperator.Equal or BinaryOperator.NotEqual)
        {
            AddIn(until + Tick);
        }
    }

    private Duration? Distance(Value left, Value right) => (left, right) switch
    {
        (DurationValue l, DurationValue r) => l.Value.Measured - r.Value.Measured,
        (MomentValue or LocalMomentValue, MomentValue or LocalMomentValue) =>
            LocalTimes.ToInstant(left, _scope.Zone) - LocalTimes.ToInstant(right, _scope.Zone),
        _ => null,
    };

    /// <summary>How fast a value grows with the clock: 0 stands still, 1 grows as `now` does; null in steps or otherwise.</summary>
    private int? Speed(Expression expression)
    {
        switch (expression)
        {
            case NowExpression:
                return 1;
            case TodayExpression:
                return null;
            case TimeSinceExpression e:
                return MovesInside(e.Filter) ? null : Evaluator.Evaluate(e, _scope).IsMissing ? 0 : 1;
            case MetricExpression e:
                return Speed(e.Definition);
            case BinaryExpression { Operator: BinaryOperator.Default } e:
                return Speed(Evaluator.Evaluate(e.Left, _scope).IsMissing ? e.Right : e.Left);
            case BinaryExpression { Operator: BinaryOperator.Add } e:
                return Speed(e.Left) + Speed(e.Right);
            case BinaryExpression { Operator: BinaryOperator.Subtract } e:
                return Speed(e.Left) - Speed(e.Right);
            case UnaryExpression { Operator: UnaryOperator.Negate } e:
                return -Speed(e.Operand);
            case AggregateExpression e:
                return MovesInside(e.Filter) || MovesInside(e.Value) ? null : 0;
            case LastFirstExpression e:
                return MovesInside(e.Filter) ? null : 0;
            case BinaryExpression { Type: BooleanType } or UnaryExpression or BetweenExpression or IsExpression or PredictExpression or RecommendExpression:
                return 0;
            default:
                foreach (var child in ExpressionTree.Children(expression))
                {
                    if (Speed(child) != 0)
                    {
                        return null;
                    }
                }

                return 0;
        }
    }

    private static bool MovesInside(Expression? expression) => expression is not null && ExpressionTree.All(expression).Any(SegmentPlan.Moves);

    // Days, weekdays and all that is computed from a moving time: at the next local midnight, and where the zone's
    // offset changes; hours and times of day sooner.
    private void LocalSteps(params ReadOnlySpan<Expression> expressions)
    {
        var zone = _scope.Zone;
        Add(LocalTimes.NextMidnight(_now, zone));
        var interval = zone.GetZoneInterval(_now);
        if (interval.HasEnd)
        {
            Add(interval.End);
        }

        foreach (var expression in expressions)
        {
            foreach (var part in ExpressionTree.All(expression))
            {
                if (part is MemberExpression { Kind: MemberKind.Hour or MemberKind.Time } member)
                {
                    var local = _now.InZone(zone).LocalDateTime;
                    Add(LocalTimes.ToInstant(
                        member.Kind == MemberKind.Hour ? local.With(TimeAdjusters.TruncateToHour).PlusHours(1) : local.With(TimeAdjusters.TruncateToMinute).PlusMinutes(1),
                        zone));
                }
            }
        }
    }

    private void AddIn(Duration length)
    {
        if (length > Duration.Zero && length <= Instant.MaxValue - _now)
        {
            Add(_now + length);
        }
    }

    private void Add(Instant candidate)
    {
        if (candidate > _now && (Earliest is not { } earliest || candidate < earliest))
        {
            Earliest = candidate;
        }
    }
}
