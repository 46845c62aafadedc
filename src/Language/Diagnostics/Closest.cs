namespace Personalization.Journeys.Language.Diagnostics;

/// <summary>Did you mean: the nearest of some words by insertions, deletions, replacements and swaps of neighbours.</summary>
public static class Closest
{
    /// <summary>The nearest candidate, or null when none is near enough to be meant.</summary>
    public static string? To(string written, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = Allowed(written) + 1;
        foreach (var candidate in candidates)
        {
            var limit = bestDistance - 1;
            if (candidate == written || Math.Abs(candidate.Length - written.Length) > limit)
            {
                continue;
            }

            var distance = Distance(written, candidate);
            if (distance < bestDistance || distance == bestDistance && best is not null && IsNearer(written, candidate, best))
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>Of two at the same distance the one of the same length: `dayz` is `days`, not `day`.</summary>
    private static bool IsNearer(string written, string candidate, string best)
    {
        var difference = Math.Abs(candidate.Length - written.Length) - Math.Abs(best.Length - written.Length);
        return difference < 0 || difference == 0 && string.CompareOrdinal(candidate, best) < 0;
    }

    /// <summary>Damerau-Levenshtein distance (optimal string alignment).</summary>
    public static int Distance(string left, string right)
    {
        var before = new int[right.Length + 1];
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[right.Length];
    }

    /// <summary>One slip in three letters, three at most: `dyas` is `days`, but `cat` is not `dog`.</summary>
    private static int Allowed(string written) => Math.Clamp((written.Length + 1) / 3, 1, 3);
}
