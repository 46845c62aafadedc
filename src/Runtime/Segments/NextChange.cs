using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Segments;

/// <summary>
/// Finds the earliest instant at which a segment can change though nothing happens. May be early, never late: every
/// part of its conditions adds the instant at which it alone changes next.
/// </summary>
internal sealed class NextChange(Facts facts, CustomerScope scope)
{
    // The resolution of time in documents: what is true up to an instant stops being so one tick later.
    private static readonly Duration _tick = Duration.FromTicks(1);

    private readonly Instant _now = scope.Now;
    private Instant _earliest;
    private PastEventScope? _pastScope;

    /// <summary>The end of time when nothing will ever change it by itself.</summary>
    public Instant Of(PlannedSegment segment)
    {
        _earliest = Instant.MaxValue;
        foreach (var name in segment.Events)
        {
            if (scope.Customer.Histories.TryGetValue(name, out var history) && history.Entries is [.., var last] && last.At > _now)
            {
                Add(history.Entries[WindowEdges.FirstAfter(history.Entries, _now)].At);
            }
        }

        foreach (var atom in segment.Atoms)
        {
            Visit(atom);
        }

        return _earliest;
    }

    private void Visit(TimeAtom atom)
    {
        switch (atom)
        {
            case WindowAtom window:
                Window(scope.Past(window.Event), window);
                break;
            case CrossingAtom crossing:
                Crossing(crossing);
                break;
            case AgeAtom age:
                Age(scope.Past(age.Event), age.Age);
                break;
            case StepsAtom steps:
                LocalSteps(steps);
                break;
            case RecencyAtom recency:
                Recency(recency.Rfm);
                break;
            case StaleAtom stale:
                if (facts.Models.TryGetValue(stale.Model, out var fact))
                {
                    AddIn(stale.After + _tick - (_now - fact.ConfirmedAt));
                }

                break;
            default:
                throw new UnreachableException();
        }
    }

    // The first entry leaves the window at its time and the window's length; for `between … ago` the next one enters
    // likewise. Entries that the filter refuses come and go unseen.
    private void Window(ImmutableArray<PastEvent> past, WindowAtom atom)
    {
        var (start, end) = WindowEdges.Range(past, atom.Window, _now, null);
        AddFirstSeen(past, start, end, atom.Filter, WindowEdges.Older(atom.Window));
        if (atom.Window.Kind == WindowKind.Between)
        {
            AddFirstSeen(past, end, past.Length, atom.Filter, WindowEdges.Newer(atom.Window));
        }
    }

    private void AddFirstSeen(ImmutableArray<PastEvent> past, int start, int end, Expression? filter, Duration after)
    {
        for (var i = start; i < end; i++)
        {
            if (filter is null || Passes(filter, past[i]))
            {
                AddIn(after - (_now - past[i].At));
                return;
            }
        }
    }

    private bool Passes(Expression filter, PastEvent past)
    {
        _pastScope ??= new(scope);
        _pastScope.Current = past;
        return Evaluator.IsYes(filter, _pastScope);
    }

    // The first entry that is not yet that old.
    private void Age(ImmutableArray<PastEvent> past, Duration age)
    {
        var index = WindowEdges.FirstAfter(past, WindowEdges.Back(_now, age));
        if (index < past.Length)
        {
            AddIn(age - (_now - past[index].At));
        }
    }

    private void Recency(Rfm rfm)
    {
        var past = scope.Past(rfm.Event);
        if (!past.IsEmpty && facts.Rfm.TryGetValue(rfm.Name, out var cuts))
        {
            foreach (var cut in cuts.Content.Recency)
            {
                AddIn(cut + _tick - (_now - past[^1].At));
            }
        }
    }

    // Two sides that move at the same speed never cross; else they do at one instant, known exactly.
    private void Crossing(CrossingAtom atom)
    {
        if (Speed(atom.Left) is not { } leftSpeed || Speed(atom.Right) is not { } rightSpeed)
        {
            LocalSteps(atom.Steps);
            return;
        }

        var speed = leftSpeed - rightSpeed;
        if (speed == 0)
        {
            return;
        }

        var (left, right) = (Evaluator.Evaluate(atom.Left, scope), Evaluator.Evaluate(atom.Right, scope));
        if (left.IsMissing || right.IsMissing)
        {
            return;
        }

        if (Math.Abs(speed) != 1 || Distance(left, right) is not { } distance)
        {
            LocalSteps(atom.Steps);
            return;
        }

        var until = speed > 0 ? -distance : distance;
        var atOnce = atom.Operator switch
        {
            BinaryOperator.Less or BinaryOperator.GreaterOrEqual => speed > 0,
            BinaryOperator.Greater or BinaryOperator.LessOrEqual => speed < 0,
            _ => true,
        };
        if (atOnce)
        {
            AddIn(until);
        }

        if (!atOnce || atom.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual)
        {
            AddIn(until + _tick);
        }
    }

    private Duration? Distance(Value left, Value right) => (left, right) switch
    {
        (DurationValue l, DurationValue r) => l.Value.Measured - r.Value.Measured,
        (MomentValue or LocalMomentValue, MomentValue or LocalMomentValue) =>
            LocalTimes.ToInstant(left, scope.Zone) - LocalTimes.ToInstant(right, scope.Zone),
        _ => null,
    };

    /// <summary>How fast a value grows with the clock: 0 stands still, 1 grows as `now` does; null in steps or otherwise.</summary>
    private int? Speed(Expression expression) => expression switch
    {
        NowExpression => 1,
        TodayExpression => null,
        TimeSinceExpression e => TimeAtoms.CanMove(e.Filter) ? null : Evaluator.Evaluate(e, scope).IsMissing ? 0 : 1,
        MetricExpression e => Speed(e.Definition),
        BinaryExpression { Operator: BinaryOperator.Default } e => Speed(Evaluator.Evaluate(e.Left, scope).IsMissing ? e.Right : e.Left),
        BinaryExpression { Operator: BinaryOperator.Add } e => Speed(e.Left) + Speed(e.Right),
        BinaryExpression { Operator: BinaryOperator.Subtract } e => Speed(e.Left) - Speed(e.Right),
        UnaryExpression { Operator: UnaryOperator.Negate } e => -Speed(e.Operand),
        _ => TimeAtoms.CanMove(expression) ? null : 0,
    };

    // Days, weekdays and all that is computed from a moving time: at the next local midnight, and where the zone's
    // offset changes; hours and times of day sooner.
    private void LocalSteps(StepsAtom steps)
    {
        var zone = scope.Zone;
        Add(LocalTimes.NextMidnight(_now, zone));
        var interval = zone.GetZoneInterval(_now);
        if (interval.HasEnd)
        {
            Add(interval.End);
        }

        var local = LocalTimes.ToLocal(_now, zone);
        if (steps.Minutes)
        {
            Add(LocalTimes.ToInstant(local.With(TimeAdjusters.TruncateToMinute).PlusMinutes(1), zone));
        }
        else if (steps.Hours)
        {
            Add(LocalTimes.ToInstant(local.With(TimeAdjusters.TruncateToHour).PlusHours(1), zone));
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
        if (candidate > _now && candidate < _earliest)
        {
            _earliest = candidate;
        }
    }
}
