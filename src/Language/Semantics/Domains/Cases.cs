using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Semantics.Domains;

/// <summary>
/// The ways a condition can come true: one conjunction must hold. It is never smaller than the truth; what is too
/// large to follow becomes "anything", so that "impossible" is a proof and "possible" is not a promise.
/// </summary>
internal sealed record Cases(ImmutableArray<Conjunction> Ways)
{
    private const int Most = 64;

    public static readonly Cases Anything = new([Conjunction.Anything]);
    public static readonly Cases Nothing = new([]);

    public static Cases Of(string subject, Fact fact) => fact.IsImpossible ? Nothing : new([Conjunction.Anything.With(subject, fact)]);

    public bool IsImpossible => Ways.All(w => w.IsImpossible);

    public Cases Or(Cases other) => Ways.Length + other.Ways.Length > Most ? Anything : new(Ways.AddRange(other.Ways));

    public Cases And(Cases other)
    {
        if (Ways.Length * other.Ways.Length > Most)
        {
            return Ways.Length <= other.Ways.Length ? this : other;
        }

        return new([.. Ways.SelectMany(a => other.Ways.Select(a.And)).Where(w => !w.Facts.Values.Any(f => f.IsImpossible))]);
    }

    public Cases Where(Func<string, Fact, bool> keep) => new([.. Ways.Select(w => w.Where(keep))]);

    public static Cases All(IEnumerable<Cases> cases) => cases.Aggregate(Anything, (a, b) => a.And(b));

    public static Cases Any(IEnumerable<Cases> cases) => cases.Aggregate(Nothing, (a, b) => a.Or(b));
}
