using NodaTime;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics.Domains;

/// <summary>
/// What windows over the same events say about each other: a smaller window holds no more than a larger one, a
/// filter only shrinks, the time since the last event says which windows are empty, and nothing can be summed,
/// averaged or found in an empty window.
/// </summary>
internal static class WindowAlgebra
{
    private const int MostFacts = 24;

    public static bool Refutes(Conjunction conjunction)
    {
        var histories = conjunction.Facts.Values.Select(History.Of).OfType<History>().ToList();
        if (histories.Count is < 2 or > MostFacts)
        {
            return false;
        }

        return histories.GroupBy(h => h.Event, StringComparer.Ordinal).Any(g => g.Count() > 1 && Refutes([.. g]));
    }

    private static bool Refutes(List<History> facts)
    {
        var counts = facts
            .SelectMany(f => facts.Select(w => (f.Filter, w.Window)))
            .Concat(facts.Select(f => (f.Filter, Window: Stretch.Ever)))
            .Distinct()
            .Select(c => new Count(c.Filter, c.Window))
            .ToList();
        foreach (var fact in facts)
        {
            fact.Tell(counts);
        }

        for (var round = 0; round < counts.Count; round++)
        {
            foreach (var smaller in counts)
            {
                foreach (var larger in counts.Where(l => l != smaller && smaller.IsWithin(l.Filter, l.Window)))
                {
                    smaller.High = Least(smaller.High, larger.High);
                    larger.Low = Math.Max(larger.Low, smaller.Low);
                }
            }
        }

        return counts.Any(c => c.High is { } high && c.Low > high) || facts.Any(f => f.IsRefutedBy(counts)) || MaximaRefute(facts);
    }

    private static bool MaximaRefute(List<History> facts)
    {
        var maxima = facts.Where(f => f.Subject is AggregateExpression { Function: AggregateFunction.Max } && f.Fact.MustBePresent && f.Fact.Values is RangeSet).ToList();
        return maxima.Any(small => maxima.Any(large =>
            small != large
            && small.Value == large.Value
            && small.Covers(large)
            && ((RangeSet)small.Fact.Values).Hull is { Low: { } low } a
            && ((RangeSet)large.Fact.Values).Hull is { High: { } high } b
            && (low > high || (low == high && !(a.LowIncluded && b.HighIncluded)))));
    }

    private static decimal? Least(decimal? a, decimal? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);

    /// <summary>From so long ago (null is ever) until so long ago.</summary>
    private readonly record struct Stretch(Duration? From, Duration Until)
    {
        public static readonly Stretch Ever = new(null, Duration.Zero);

        public static Stretch? Of(Window window) => window.Kind switch
        {
            WindowKind.Last => new Stretch(window.From.Measured, Duration.Zero),
            WindowKind.Between => new Stretch(Longer(window), Shorter(window)),
            WindowKind.Ever => Ever,
            _ => null,
        };

        public bool IsWithin(Stretch other) => (other.From is null || (From is { } from && from <= other.From)) && Until >= other.Until;

        private static Duration Longer(Window w) => Duration.Max(w.From.Measured, w.To.Measured);

        private static Duration Shorter(Window w) => Duration.Min(w.From.Measured, w.To.Measured);
    }

    private sealed record Count(string? Filter, Stretch Window)
    {
        public decimal Low { get; set; }

        public decimal? High { get; set; }

        public bool IsWithin(string? filter, Stretch window) => (filter is null || filter == Filter) && Window.IsWithin(window);
    }

    private sealed record History(Expression Subject, Fact Fact, string Event, string? Filter, Stretch Window, string? Value)
    {
        public static History? Of(Fact fact)
        {
            var source = fact.Subject;
            while (source is MemberExpression member)
            {
                source = member.Target;
            }

            return source switch
            {
                AggregateExpression a when Stretch.Of(a.Window) is { } w => new History(source, fact, a.Event, Text(a.Filter), w, Text(a.Value)),
                TimeSinceExpression t => new History(source, fact, t.Event, Text(t.Filter), Stretch.Ever, null),
                LastFirstExpression { Window: null } l => new History(source, fact, l.Event, Text(l.Filter), Stretch.Ever, null),
                LastFirstExpression { Window: { } window } l when Stretch.Of(window) is { } w => new History(source, fact, l.Event, Text(l.Filter), w, null),
                _ => null,
            };
        }

        public bool Covers(History larger) => (larger.Filter is null || larger.Filter == Filter) && Window.IsWithin(larger.Window);

        /// <summary>What this fact says about how often the event happened.</summary>
        public void Tell(List<Count> counts)
        {
            if (Subject is AggregateExpression { Function: AggregateFunction.Count })
            {
                var own = counts.First(c => c.Filter == Filter && c.Window == Window);
                var hull = ((RangeSet)Fact.Values.Intersect(Subjects.Everything(Subject))).Whole().Hull;
                own.Low = Math.Max(own.Low, hull.Low ?? 0);
                own.High = Least(own.High, hull.High);
                return;
            }

            var last = Subject is TimeSinceExpression { First: false };
            var since = last && Fact.MustBePresent && Fact.Values is RangeSet { IsEmpty: false } range ? range.Hull : (Interval?)null;
            foreach (var count in counts)
            {
                if (Fact.MustBePresent && Subject is not AggregateExpression { Function: AggregateFunction.Distinct } && IsCoveredBy(count))
                {
                    count.Low = Math.Max(count.Low, 1);
                }

                if (since is { Low: { } low } && count.Window.From is { } from && Seconds(from) <= low && (Filter is null || Filter == count.Filter))
                {
                    count.High = 0;
                }

                if (since is { High: { } high } && count.Window is { From: { } reach } && count.Window.Until == Duration.Zero
                    && Seconds(reach) > high && (count.Filter is null || Filter == count.Filter))
                {
                    count.Low = Math.Max(count.Low, 1);
                }

                if (Fact.MustBeMissing && IsAboutPresence && count.IsWithin(Filter, Window))
                {
                    count.High = 0;
                }
            }
        }

        /// <summary>True when the counts leave no value that this fact allows.</summary>
        public bool IsRefutedBy(List<Count> counts)
        {
            if (Subject is AggregateExpression { Function: AggregateFunction.Count })
            {
                return false;
            }

            if (Fact.MustBePresent && Subject is not AggregateExpression { Function: AggregateFunction.Distinct } && counts.Any(c => c.High == 0 && IsCoveredBy(c)))
            {
                return true;
            }

            if (Subject is not TimeSinceExpression { First: false } || !Fact.MustBePresent || Fact.Values is not RangeSet range)
            {
                return false;
            }

            return counts.Any(c =>
                (c.Low >= 1 && c.Window.From is { } from && (Filter is null || Filter == c.Filter) && range.Intersect(RangeSet.Of(new Interval(null, false, Seconds(from), false))).IsEmpty)
                || (c.High == 0 && c.Window is { From: { } reach } && c.Window.Until == Duration.Zero && (c.Filter is null || c.Filter == Filter)
                    && range.Intersect(RangeSet.Of(new Interval(Seconds(reach), true, null, false))).IsEmpty));
        }

        /// <summary>A missing member of the last event may be an optional field; a missing sum or time is not.</summary>
        private bool IsAboutPresence => Fact.Subject is TimeSinceExpression or AggregateExpression or LastFirstExpression;

        private bool IsCoveredBy(Count count) => (count.Filter is null || count.Filter == Filter) && Window.IsWithin(count.Window);

        private static decimal Seconds(Duration duration) => (decimal)duration.TotalSeconds;

        private static string? Text(Expression? expression) => expression is null ? null : ExpressionText.Of(expression);
    }
}
