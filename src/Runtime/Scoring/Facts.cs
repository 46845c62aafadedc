using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Scoring;

/// <summary>
/// Reference data by name: immutable, versioned, the same for everybody. A decision gets the newest versions that are
/// valid at its time.
/// </summary>
/// <param name="Salt">Keys every hash that assigns an arm.</param>
public sealed record Facts(
    string Salt,
    FrozenDictionary<string, Fact<RfmCuts>> Rfm,
    FrozenDictionary<string, Fact<Score>> Models,
    FrozenDictionary<string, Fact<CatalogRows>> Catalogs,
    FrozenDictionary<string, Fact<ArmProbabilities>> Bandits)
{
    public static readonly Facts None = new(
        "",
        FrozenDictionary<string, Fact<RfmCuts>>.Empty,
        FrozenDictionary<string, Fact<Score>>.Empty,
        FrozenDictionary<string, Fact<CatalogRows>>.Empty,
        FrozenDictionary<string, Fact<ArmProbabilities>>.Empty);

    /// <summary>Arms that a test or an operator has chosen, by experiment; they win over the hash.</summary>
    public FrozenDictionary<string, string> ForcedArms { get; init; } = FrozenDictionary<string, string>.Empty;
}

/// <summary>One version of one fact. <see cref="ConfirmedAt"/> is what `stale after` counts from.</summary>
public sealed record Fact<T>(string Version, Instant ValidFrom, Instant ConfirmedAt, T Content);

/// <summary>
/// Inner boundaries between scores, ascending, one fewer than there are scores. A frequency or value at or above the
/// n-th boundary has at least the (n+2)-th score; a recency (days since the last event) scores the other way round.
/// Ties share the higher score.
/// </summary>
public sealed record RfmCuts(ImmutableArray<Duration> Recency, ImmutableArray<decimal> Frequency, ImmutableArray<decimal> Value);

/// <summary>Rows of a catalog by key.</summary>
public sealed record CatalogRows(FrozenDictionary<string, RecordValue> Rows);

/// <summary>Probabilities of a bandit's arms by context cell, the floor applied; the cell `*` serves every other context.</summary>
public sealed record ArmProbabilities(FrozenDictionary<string, ImmutableSortedDictionary<string, decimal>> Cells, ImmutableArray<ContextCuts> Cuts);

/// <summary>Where the numbers of a context are cut, by position of the context expression.</summary>
public sealed record ContextCuts(int Position, ImmutableArray<decimal> Points);

/// <summary>A model as data: plain arithmetic over metrics and inputs.</summary>
public abstract record Score;

/// <summary>Always the same answer: of a test, or of a business rule.</summary>
public sealed record ConstantScore(Value Value) : Score;

/// <summary>Logistic regression: 1 / (1 + e^-(intercept + Σ weight · metric)); a missing metric counts as its mean.</summary>
public sealed record LogisticScore(double Intercept, ImmutableArray<Weight> Weights) : Score;

public sealed record Weight(string Metric, double Value, double Mean);

/// <summary>The same ranked list for everybody, without what the customer's history already holds.</summary>
public sealed record PopularItems(ImmutableArray<RecordValue> Ranked) : Score;

/// <summary>
/// Item to items that were bought together with it, by weight; what to recommend is the sum over the basis, without
/// the basis and without what the customer's history already holds. Falls back to <see cref="Popular"/>.
/// </summary>
public sealed record AlsoBought(
    string ItemKey, FrozenDictionary<string, ImmutableArray<(string Item, double Weight)>> Neighbours, FrozenDictionary<string, RecordValue> Rows, ImmutableArray<RecordValue> Popular)
    : Score;
