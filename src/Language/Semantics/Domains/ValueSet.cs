using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Semantics.Domains;

/// <summary>The values a subject can still have, apart from missing.</summary>
internal abstract record ValueSet
{
    public abstract bool IsEmpty { get; }

    public abstract ValueSet Complement();

    /// <summary>What is in both. Two kinds of values say nothing about each other, so the first stays.</summary>
    public abstract ValueSet Intersect(ValueSet other);

    public bool Contains(ValueSet other) => other.GetType() == GetType() && Complement().Intersect(other).IsEmpty;
}

/// <summary>Ordered values: disjoint intervals from low to high.</summary>
internal sealed record RangeSet(ImmutableArray<Interval> Intervals) : ValueSet
{
    public static readonly RangeSet Everything = Of(Interval.All);

    public static RangeSet Of(params IEnumerable<Interval> intervals) =>
        new([.. intervals.Where(i => !i.IsEmpty).OrderBy(i => i.Low ?? decimal.MinValue).ThenByDescending(i => i.LowIncluded)]);

    public override bool IsEmpty => Intervals.IsEmpty;

    public Interval Hull => IsEmpty
        ? Interval.Point(0)
        : new Interval(Intervals[0].Low, Intervals[0].LowIncluded, Intervals[^1].High, Intervals[^1].HighIncluded);

    public override ValueSet Complement() => Intervals.Aggregate(
        Everything,
        (rest, i) => rest.Cut(
            i.Low is { } low ? new Interval(null, false, low, !i.LowIncluded) : null,
            i.High is { } high ? new Interval(high, !i.HighIncluded, null, false) : null));

    public override ValueSet Intersect(ValueSet other) =>
        other is RangeSet range ? Of(Intervals.SelectMany(a => range.Intervals.Select(a.Intersect))) : this;

    public RangeSet Whole() => Of(Intervals.Select(i => i.Whole()));

    private RangeSet Cut(Interval? below, Interval? above) =>
        Of(Intervals.SelectMany(i => new[] { below, above }.OfType<Interval>().Select(i.Intersect)));

    public bool Equals(RangeSet? other) => other is not null && Intervals.AsSpan().SequenceEqual(other.Intervals.AsSpan());

    public override int GetHashCode() => Intervals.Length;
}

/// <summary>Texts or yes and no: the named ones, or all but the named ones.</summary>
internal sealed record NameSet(ImmutableSortedSet<string> Names, bool AllBut) : ValueSet
{
    public const string Yes = "yes";
    public const string No = "no";

    public static readonly NameSet Both = Of(Yes, No);

    public static NameSet Of(params IEnumerable<string> names) => new(names.ToImmutableSortedSet(StringComparer.Ordinal), false);

    public override bool IsEmpty => !AllBut && Names.IsEmpty;

    public override ValueSet Complement() => this with { AllBut = !AllBut };

    public override ValueSet Intersect(ValueSet other) => other is not NameSet names
        ? this
        : (AllBut, names.AllBut) switch
        {
            (false, false) => new NameSet(Names.Intersect(names.Names), false),
            (false, true) => new NameSet(Names.Except(names.Names), false),
            (true, false) => new NameSet(names.Names.Except(Names), false),
            _ => new NameSet(Names.Union(names.Names), true),
        };

    public bool Equals(NameSet? other) => other is not null && AllBut == other.AllBut && Names.SetEquals(other.Names);

    public override int GetHashCode() => Names.Count;
}
