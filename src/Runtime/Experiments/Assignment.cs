using System.Collections.Immutable;
using System.Globalization;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Experiments;

/// <summary>An arm and how probable it was when it was chosen.</summary>
public sealed record Choice(Arm Arm, decimal Probability);

/// <summary>Who gets which arm: a function of names alone, so that it is stable, can be replayed and be tested.</summary>
internal static class Assignment
{
    /// <summary>
    /// The arm of a `split` or `experiment`. The stored arm wins over the hash, so a changed share moves nobody; an arm that is
    /// not there any more does not count.
    /// </summary>
    public static Choice ForExperiment(string salt, string experiment, ImmutableArray<Arm> arms, string customer, string? stored)
    {
        var total = Total(arms, a => a.Share);
        var kept = stored is null ? null : arms.FirstOrDefault(a => a.Name == stored);
        var arm = kept ?? Pick(arms, a => a.Share, total, Hashing.Unit(salt, experiment, customer));
        return new Choice(arm, total > 0 ? arm.Share / total : 1m / arms.Length);
    }

    /// <summary>The arm of a `bandit` for one visit of one run; equal chances without published probabilities.</summary>
    public static Choice ForBandit(
        string salt, string bandit, ImmutableArray<Arm> arms, ImmutableSortedDictionary<string, decimal>? published, string customer, string run, int visit)
    {
        var total = published is null ? 0m : Total(arms, Published);
        var u = Hashing.Unit(salt, bandit, customer, run, visit.ToString(CultureInfo.InvariantCulture));
        if (total <= 0)
        {
            return new Choice(Pick(arms, _ => 1m, arms.Length, u), 1m / arms.Length);
        }

        var arm = Pick(arms, Published, total, u);
        return new Choice(arm, Published(arm) / total);

        decimal Published(Arm a) => Math.Max(0m, published!.GetValueOrDefault(a.Name));
    }

    private static decimal Total(ImmutableArray<Arm> arms, Func<Arm, decimal> share) => arms.Sum(share);

    /// <summary>The first arm whose cumulated share lies above u; arms without a share are never picked.</summary>
    private static Arm Pick(ImmutableArray<Arm> arms, Func<Arm, decimal> share, decimal total, double u)
    {
        if (total <= 0)
        {
            return Pick(arms, _ => 1m, arms.Length, u);
        }

        var point = (decimal)u * total;
        var sum = 0m;
        foreach (var arm in arms)
        {
            sum += share(arm);
            if (point < sum)
            {
                return arm;
            }
        }

        return arms.Last(a => share(a) > 0);
    }
}
