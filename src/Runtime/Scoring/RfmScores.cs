using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Scoring;

/// <summary>How long ago, how often and for how much one customer did it within the time an rfm looks at.</summary>
internal readonly record struct RfmRaw(Duration Recency, decimal Frequency, decimal Value);

/// <summary>Raw figures of one customer, cuts from those of all, and scores from both.</summary>
internal static class RfmScores
{
    /// <summary>The figures as of the scope's now; null without an event in the window.</summary>
    public static RfmRaw? Raw(Rfm rfm, EvaluationScope scope)
    {
        var past = scope.Past(rfm.Event);
        var start = WindowEdges.FirstAfter(past, WindowEdges.Back(scope.Now, rfm.Over));
        if (start >= past.Length)
        {
            return null;
        }

        var inner = new PastEventScope(scope);
        var value = 0m;
        for (var i = start; i < past.Length; i++)
        {
            inner.Current = past[i];
            value = Sum(value, Amount(Evaluator.Evaluate(rfm.Value, inner)));
        }

        return new(scope.Now - past[^1].At, past.Length - start, value);
    }

    /// <summary>
    /// Cuts all customers into equally many by rank. With n figures in order, the k-th of s scores starts at the figure
    /// of index ⌊k·n/s⌋, worst first; who has the same figure has the same score, the higher one.
    /// </summary>
    public static RfmCuts Compute(IEnumerable<RfmRaw> customers, int scores)
    {
        var all = customers.ToArray();
        return new(
            [.. Cuts(all.Select(r => r.Recency).OrderDescending().ToArray(), scores).Reverse()],
            [.. Cuts(all.Select(r => r.Frequency).Order().ToArray(), scores)],
            [.. Cuts(all.Select(r => r.Value).Order().ToArray(), scores)]);
    }

    public static Value Score(Workspace workspace, Facts facts, string name, RfmPart part, EvaluationScope scope)
    {
        if (workspace.Rfms.FirstOrDefault(r => r.Name == name) is not { } rfm
            || !facts.Rfm.TryGetValue(name, out var fact)
            || Raw(rfm, scope) is not { } raw)
        {
            return Value.Missing;
        }

        var steps = part switch
        {
            RfmPart.Recency => fact.Content.Recency.Count(cut => raw.Recency <= cut),
            RfmPart.Frequency => fact.Content.Frequency.Count(cut => raw.Frequency >= cut),
            _ => fact.Content.Value.Count(cut => raw.Value >= cut),
        };
        return new NumberValue(Math.Min(rfm.LowestScore + steps, rfm.HighestScore));
    }

    private static IEnumerable<T> Cuts<T>(T[] worstFirst, int scores)
    {
        for (var k = 1; k < scores && worstFirst.Length > 0; k++)
        {
            yield return worstFirst[(long)k * worstFirst.Length / scores];
        }
    }

    private static decimal Sum(decimal left, decimal right)
    {
        try
        {
            return left + right;
        }
        catch (OverflowException)
        {
            return decimal.MaxValue;
        }
    }

    private static decimal Amount(Value value) => value switch
    {
        MoneyValue money => money.Amount,
        NumberValue number => number.Value,
        PercentValue percent => percent.Fraction,
        _ => 0,
    };
}
