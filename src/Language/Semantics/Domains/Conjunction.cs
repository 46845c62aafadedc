using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Semantics.Domains;

/// <summary>Facts that hold together, one for each subject (by its text). Empty says nothing.</summary>
internal sealed record Conjunction(ImmutableSortedDictionary<string, Fact> Facts)
{
    public static readonly Conjunction Anything = new(ImmutableSortedDictionary.Create<string, Fact>(StringComparer.Ordinal));

    public Conjunction With(string subject, Fact fact) =>
        new(Facts.SetItem(subject, Facts.TryGetValue(subject, out var known) ? known.And(fact) : fact));

    public Conjunction And(Conjunction other) => other.Facts.Aggregate(this, (all, fact) => all.With(fact.Key, fact.Value));

    public Conjunction Where(Func<string, Fact, bool> keep) =>
        new(Facts.Where(f => keep(f.Key, f.Value)).ToImmutableSortedDictionary(StringComparer.Ordinal));

    /// <summary>True when no customer can fulfil all of it.</summary>
    public bool IsImpossible => Facts.Values.Any(f => f.IsImpossible) || WindowAlgebra.Refutes(this);
}
