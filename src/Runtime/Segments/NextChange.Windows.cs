using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Segments;

internal sealed partial class NextChange
{
    // The first entry leaves the window at its time and the window's length; for `between … ago` the next one enters
    // likewise. Entries that the filter refuses come and go unseen.
    private void Window(ImmutableArray<PastEvent> past, Window? window, Expression? filter)
    {
        if (MovesInside(filter))
        {
            LocalSteps();
        }

        if (window is not { Kind: WindowKind.Last or WindowKind.Between })
        {
            return;
        }

        var (start, end) = WindowEdges.Range(past, window, _now, null);
        AddFirstSeen(past, start, end, filter, WindowEdges.Older(window));
        if (window.Kind == WindowKind.Between)
        {
            AddFirstSeen(past, end, past.Length, filter, WindowEdges.Newer(window));
        }
    }

    private void AddFirstSeen(ImmutableArray<PastEvent> past, int start, int end, Expression? filter, Duration after)
    {
        for (var i = start; i < end; i++)
        {
            if (filter is null || Passes(filter, past[i]))
            {
                AddIn(past[i].At + after - _now);
                return;
            }
        }
    }

    private bool Passes(Expression filter, PastEvent past)
    {
        _pastScope ??= new(_scope);
        _pastScope.Current = past;
        return Evaluator.IsYes(filter, _pastScope);
    }

    // Whoever takes part leaves or enters the window, or its time without a follower is over.
    private void Sequence(HappenedExpression e)
    {
        var moves = MovesInside(e.Filter);
        var name = e.Event;
        Edges(name, e.Window);
        foreach (var then in e.Then)
        {
            moves |= MovesInside(then.Filter);
            if (then.Negated)
            {
                AddFirstAfter(_scope.Past(name), then.Within.Measured);
            }
            else
            {
                name = then.Event;
                Edges(name, e.Window);
            }
        }

        if (moves)
        {
            LocalSteps();
        }
    }

    private void Edges(string @event, Window window)
    {
        if (window.Kind is WindowKind.Last or WindowKind.Between)
        {
            AddFirstAfter(_scope.Past(@event), WindowEdges.Older(window));
            AddFirstAfter(_scope.Past(@event), WindowEdges.Newer(window));
        }
    }

    // The first entry that is not yet that long ago.
    private void AddFirstAfter(ImmutableArray<PastEvent> past, Duration after)
    {
        var index = WindowEdges.FirstAfter(past, WindowEdges.Back(_now, after));
        if (index < past.Length)
        {
            AddIn(past[index].At + after - _now);
        }
    }

    private void Rfm(RfmExpression e)
    {
        if (_workspace.Rfms.FirstOrDefault(r => r.Name == e.Rfm) is not { } rfm)
        {
            return;
        }

        var past = _scope.Past(rfm.Event);
        AddFirstAfter(past, rfm.Over);
        if (e.Part == RfmPart.Recency && !past.IsEmpty && _facts.Rfm.TryGetValue(e.Rfm, out var cuts))
        {
            foreach (var cut in cuts.Content.Recency)
            {
                AddIn(past[^1].At + cut + Tick - _now);
            }
        }
    }

    // A model is plain arithmetic over metrics that grow with the clock: once a day is often enough, and whenever one of
    // its windows changes or it grows stale.
    private void Model(string name)
    {
        LocalSteps();
        if (_workspace.Models.FirstOrDefault(m => m.Name == name) is not { } model)
        {
            return;
        }

        foreach (var used in model.Uses)
        {
            if (_workspace.Metrics.FirstOrDefault(m => m.Name == used) is { } metric)
            {
                Visit(metric.Value);
            }
        }

        if (model.History is { } history)
        {
            AddFirstAfter(_scope.Past(history.Event), history.Window);
        }

        if (model.StaleAfter is { } stale && _facts.Models.TryGetValue(name, out var fact))
        {
            AddIn(fact.ConfirmedAt + stale + Tick - _now);
        }
    }
}
