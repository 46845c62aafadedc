using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Domains;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics.Paths;

/// <summary>What is known of every run that arrives at a place of the flow.</summary>
internal sealed record PathState
{
    /// <summary>The time since entry.</summary>
    public Lengths Since { get; init; } = Lengths.None;

    /// <summary>The local time of day, null when it can be any.</summary>
    public DayTime? DayTime { get; init; }

    public Cases Facts { get; init; } = Cases.Anything;

    /// <summary>The messages tried on some way here.</summary>
    public ImmutableArray<PastMessage> Sent { get; init; } = [];

    /// <summary>The experiments passed on some way here.</summary>
    public ImmutableArray<string> Experiments { get; init; } = [];

    public ImmutableArray<PastPrediction> Predictions { get; init; } = [];

    /// <summary>How often the run has paused; two places with the same number are one moment.</summary>
    public int Pauses { get; init; }

    public ImmutableSortedSet<string> Written { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Time passes: what could change is no longer known.</summary>
    public PathState After(Lengths length, DayTime? dayTime) => length == Lengths.None
        ? this
        : this with
        {
            Since = Since + length,
            DayTime = dayTime,
            Pauses = Pauses + 1,
            Facts = Facts.Where((_, fact) => IsStable(fact.Subject)),
            Sent = [.. Sent.Select(s => s with { Ago = s.Ago + length })],
        };

    public PathState Write(string field) => this with
    {
        Written = Written.Add(field),
        Facts = Facts.Where((_, fact) => !Reads(fact.Subject, field)),
    };

    /// <summary>Ways that meet again. A way that ended is not among them.</summary>
    public static PathState? Meet(PathState before, IReadOnlyList<PathState> ways)
    {
        if (ways.Count <= 1)
        {
            return ways.Count == 0 ? null : ways[0];
        }

        return ways.Skip(1).Aggregate(ways[0], Either) with { Facts = WhatStays(before, ways) };
    }

    /// <summary>Branches that run side by side and have all ended.</summary>
    public static PathState Join(PathState before, IReadOnlyList<PathState> branches)
    {
        var all = branches.Aggregate(Either);
        return all with
        {
            Since = branches.Select(b => b.Since).Aggregate((a, b) => a.Beside(b)),
            Sent = [.. branches.SelectMany(b => b.Sent).DistinctBy(s => (s.Step, s.Message))],
            Facts = WhatStays(before, branches),
        };
    }

    /// <summary>True when nothing but this run could change it, and it does not.</summary>
    public static bool IsStable(Expression subject) => ExpressionTree.AsWritten(subject).All(e => e switch
    {
        RootExpression r => r.Root is Root.Entry or Root.Input,
        VariableExpression { Type: RecordType { Kind: RecordKind.Outcome } } => false,
        Constant or VariableExpression or MemberExpression or UnaryExpression or BinaryExpression or BetweenExpression or IsExpression or ListExpression or CallExpression => true,
        _ => false,
    });

    private static bool Reads(Expression subject, string field) => ExpressionTree.All(subject)
        .Any(e => e is InSegmentExpression || (e is MemberExpression { Target: RootExpression { Root: Root.Customer } } m && m.Name == field));

    private static Cases WhatStays(PathState before, IReadOnlyList<PathState> ways)
    {
        var rested = ways.Any(w => w.Pauses > before.Pauses);
        var written = ways.SelectMany(w => w.Written).Except(before.Written).ToList();
        return before.Facts.Where((_, fact) => (!rested || IsStable(fact.Subject)) && !written.Exists(field => Reads(fact.Subject, field)));
    }

    private static PathState Either(PathState a, PathState b) => a with
    {
        Since = a.Since.Or(b.Since),
        DayTime = DayTime.Either(a.DayTime, b.DayTime),
        Sent = Either(a.Sent, b.Sent),
        Experiments = [.. a.Experiments.Union(b.Experiments)],
        Predictions = [.. a.Predictions.Concat(b.Predictions).DistinctBy(p => (p.Text, p.Location, p.Pauses))],
        Pauses = Math.Max(a.Pauses, b.Pauses),
        Written = a.Written.Union(b.Written),
    };

    private static ImmutableArray<PastMessage> Either(ImmutableArray<PastMessage> a, ImmutableArray<PastMessage> b) =>
    [
        .. a.Concat(b)
            .GroupBy(s => (s.Step, s.Message))
            .Select(g => g.Count() == 1
                ? g.First() with { Surely = false }
                : g.Aggregate((x, y) => x with { Surely = x.Surely && y.Surely, Ago = x.Ago.Or(y.Ago), DayTime = DayTime.Either(x.DayTime, y.DayTime) })),
    ];
}

/// <summary>A message tried before; <see cref="Surely"/> when every way here tries it.</summary>
internal sealed record PastMessage(string Step, Message Message, bool Surely, Lengths Ago, DayTime? DayTime);

/// <summary>A model asked before, when the run had rested so many times.</summary>
internal sealed record PastPrediction(string Text, Location Location, int Pauses);
