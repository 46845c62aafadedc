using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Scoring;

/// <summary>The facts of a midnight beside those they replace, and whom the change may move into or out of a segment.</summary>
/// <param name="UntilNext">How long they stand.</param>
internal sealed record NewFacts(Population Population, Facts Before, Facts Facts, string Version, Duration UntilNext)
{
    /// <summary>What a customer has to be told; whoever is told nothing stays where they are.</summary>
    /// <param name="exists">False for one who has not come into being.</param>
    public IEnumerable<FactsChanged> For(Figures figures, bool exists)
    {
        for (var i = 0; i < Population.Rfms.Length; i++)
        {
            var name = Population.Rfms[i].Name;
            if (Population.ReadBySegments.Contains(name)
                && figures.Rfm[i] is { } raw
                && (Before.Rfm.GetValueOrDefault(name)?.Content is not { } old || Moves(raw, old, Facts.Rfm[name].Content)))
            {
                yield return new FactsChanged(name, Version);
            }
        }

        if (!exists)
        {
            yield break;
        }

        foreach (var name in Population.Models)
        {
            if (Population.ReadBySegments.Contains(name))
            {
                yield return new FactsChanged(name, Version);
            }
        }
    }

    /// <summary>
    /// Whether new cuts give a customer other scores, at once or, by the recency that grows, before the next ones come.
    /// Whoever they do not move need not be asked: the answer would be the same.
    /// </summary>
    private bool Moves(RfmRaw raw, RfmCuts old, RfmCuts cuts)
    {
        if (Reached(old.Frequency, raw.Frequency) != Reached(cuts.Frequency, raw.Frequency) || Reached(old.Value, raw.Value) != Reached(cuts.Value, raw.Value))
        {
            return true;
        }

        var passed = 0;
        foreach (var cut in old.Recency)
        {
            passed += raw.Recency <= cut ? 1 : 0;
        }

        foreach (var cut in cuts.Recency)
        {
            if (raw.Recency <= cut)
            {
                passed--;
                if (cut - raw.Recency < UntilNext)
                {
                    return true;
                }
            }
        }

        return passed != 0;
    }

    private static int Reached(ImmutableArray<decimal> cuts, decimal figure)
    {
        var reached = 0;
        foreach (var cut in cuts)
        {
            reached += figure >= cut ? 1 : 0;
        }

        return reached;
    }
}
