using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>
/// `happened a then b within d then no c within e in last w`: an `a`, after it a `b` not later than d, and the time e
/// after that `b` over without a `c`. All that happened lies in the window. Of the same event the next entry counts,
/// also at the same instant.
/// </summary>
internal static class Sequences
{
    public static Value Evaluate(HappenedExpression e, EvaluationScope scope)
    {
        var past = Evaluator.PastOf(e.Event, scope);
        var (start, end) = WindowEdges.Range(past, e.Window, scope.Now, scope.EnteredAt);
        var reached = new List<Position>(end - start);
        var inner = new PastEventScope(scope);
        for (var i = start; i < end; i++)
        {
            if (Passes(e.Filter, past[i], inner))
            {
                reached.Add(new(past[i].At, i));
            }
        }

        var name = e.Event;
        foreach (var then in e.Then)
        {
            if (reached.Count == 0)
            {
                return Value.False;
            }

            reached = then.Negated ? Alone(reached, name, then, inner, scope) : Followed(reached, name, then, e.Window, inner, scope);
            name = then.Negated ? name : then.Event;
        }

        return Value.Of(reached.Count > 0);
    }

    // Each follower needs only the latest of those before it: both lists are in order of time, so one walk does.
    private static List<Position> Followed(List<Position> before, string name, ThenEvent then, Window window, PastEventScope inner, EvaluationScope scope)
    {
        var past = Evaluator.PastOf(then.Event, scope);
        var (start, end) = WindowEdges.Range(past, window, scope.Now, scope.EnteredAt);
        var within = then.Within.Measured;
        var same = name == then.Event;
        var followers = new List<Position>();
        var latest = -1;
        for (var i = start; i < end; i++)
        {
            while (latest + 1 < before.Count && Precedes(before[latest + 1], past[i].At, i, same))
            {
                latest++;
            }

            if (latest >= 0 && past[i].At - before[latest].At <= within && Passes(then.Filter, past[i], inner))
            {
                followers.Add(new(past[i].At, i));
            }
        }

        return followers;
    }

    private static List<Position> Alone(List<Position> before, string name, ThenEvent then, PastEventScope inner, EvaluationScope scope)
    {
        var past = Evaluator.PastOf(then.Event, scope);
        var within = then.Within.Measured;
        var same = name == then.Event;
        var alone = new List<Position>();
        foreach (var position in before)
        {
            if (scope.Now - position.At >= within && !IsFollowed(position, past, within, same, then.Filter, inner))
            {
                alone.Add(position);
            }
        }

        return alone;
    }

    private static bool IsFollowed(Position position, ImmutableArray<PastEvent> past, Duration within, bool same, Expression? filter, PastEventScope inner)
    {
        for (var i = same ? position.Index + 1 : WindowEdges.FirstAtOrAfter(past, position.At); i < past.Length && past[i].At - position.At <= within; i++)
        {
            if (Passes(filter, past[i], inner))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Precedes(Position position, Instant at, int index, bool same) => same ? position.Index < index : position.At <= at;

    private static bool Passes(Expression? filter, PastEvent past, PastEventScope inner)
    {
        inner.Current = past;
        return Evaluator.IsYes(filter, inner);
    }

    private readonly record struct Position(Instant At, int Index);
}
