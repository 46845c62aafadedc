using System.Globalization;

namespace Personalization.Journeys.Language.Semantics.Domains;

/// <summary>A stretch of ordered values; null is no end. Money, times and lengths are counted in one unit.</summary>
internal readonly record struct Interval(decimal? Low, bool LowIncluded, decimal? High, bool HighIncluded)
{
    public static readonly Interval All;

    public static Interval Point(decimal value) => new(value, true, value, true);

    public bool IsEmpty => Low is { } low && High is { } high && (low > high || (low == high && !(LowIncluded && HighIncluded)));

    public Interval Intersect(Interval other)
    {
        var (low, lowIncluded) = Low is null || (other.Low is not null && (other.Low > Low || (other.Low == Low && !other.LowIncluded)))
            ? (other.Low, other.LowIncluded)
            : (Low, LowIncluded);
        var (high, highIncluded) = High is null || (other.High is not null && (other.High < High || (other.High == High && !other.HighIncluded)))
            ? (other.High, other.HighIncluded)
            : (High, HighIncluded);
        return new Interval(low, lowIncluded, high, highIncluded);
    }

    /// <summary>The whole numbers in it, as closed ends.</summary>
    public Interval Whole()
    {
        decimal? low = Low is { } l ? (decimal.Ceiling(l) == l && !LowIncluded ? l + 1 : decimal.Ceiling(l)) : null;
        decimal? high = High is { } h ? (decimal.Floor(h) == h && !HighIncluded ? h - 1 : decimal.Floor(h)) : null;
        return new Interval(low, true, high, true);
    }

    public override string ToString() =>
        $"{(LowIncluded ? "[" : "(")}{Low?.ToString(CultureInfo.InvariantCulture)}..{High?.ToString(CultureInfo.InvariantCulture)}{(HighIncluded ? "]" : ")")}";
}
