using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>
/// The facts that only all customers together give, made at each midnight of the workspace's zone from what lies strictly
/// before it: cuts of every rfm, and the models that count orders.
/// </summary>
internal sealed class Population
{
    private readonly Workspace _workspace;
    private readonly ImmutableArray<Rfm> _rfms;
    private readonly ImmutableArray<LearntModel> _models;
    private readonly FrozenSet<string> _readBySegments;

    public Population(Workspace workspace, Facts given)
    {
        _workspace = workspace;
        _rfms = [.. workspace.Rfms.Where(r => !given.Rfm.ContainsKey(r.Name))];
        _models = [.. workspace.Models.Where(m => !given.Models.ContainsKey(m.Name)).Select(m => LearntModel.For(workspace, m)).OfType<LearntModel>()];
        _readBySegments = workspace.Segments
            .SelectMany(s => ExpressionTree.All(s.Conditions))
            .Select(NameOf)
            .OfType<string>()
            .ToFrozenSet(StringComparer.Ordinal);
        Facts = given;
    }

    /// <summary>The newest facts.</summary>
    public Facts Facts { get; private set; }

    /// <summary>Takes an event in; events come in order of time.</summary>
    public void Add(CustomerEvent @event)
    {
        foreach (var model in _models)
        {
            model.Add(@event);
        }
    }

    /// <summary>Makes the facts of a midnight, and wakes those whom they may move into or out of a segment.</summary>
    public void Publish(Instant at, Instant nextAt, ImmutableArray<CustomerTrack> customers, ParallelOptions parallel)
    {
        var version = at.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var before = Facts;
        var raws = new Dictionary<string, RfmRaw?[]>(StringComparer.Ordinal);
        var rfm = Facts.Rfm.ToDictionary(StringComparer.Ordinal);
        foreach (var declared in _rfms)
        {
            var raw = new RfmRaw?[customers.Length];
            Parallel.For(0, customers.Length, parallel, i =>
            {
                if (customers[i].IsBornBefore(at) && customers[i].Document.Histories.ContainsKey(declared.Event))
                {
                    raw[i] = RfmScores.Raw(declared, new CustomerScope(_workspace, before, customers[i].Document, at));
                }
            });
            raws.Add(declared.Name, raw);
            var cuts = RfmScores.Compute(raw.OfType<RfmRaw>(), declared.HighestScore - declared.LowestScore + 1);
            rfm[declared.Name] = new Fact<RfmCuts>(version, at, at, cuts);
        }

        var models = Facts.Models.ToDictionary(StringComparer.Ordinal);
        foreach (var model in _models)
        {
            models[model.Name] = new Fact<Score>(version, at, at, model.Learn(at));
        }

        Facts = Facts with { Rfm = rfm.ToFrozenDictionary(StringComparer.Ordinal), Models = models.ToFrozenDictionary(StringComparer.Ordinal) };
        Wake(before, raws, at, nextAt, version, customers, parallel);
    }

    private void Wake(
        Facts before, Dictionary<string, RfmRaw?[]> raws, Instant at, Instant nextAt, string version, ImmutableArray<CustomerTrack> customers, ParallelOptions parallel)
    {
        foreach (var (name, raw) in raws.Where(r => _readBySegments.Contains(r.Key)))
        {
            var old = before.Rfm.GetValueOrDefault(name)?.Content;
            var cuts = Facts.Rfm[name].Content;
            Parallel.For(0, customers.Length, parallel, i =>
            {
                if (raw[i] is { } figures && (old is null || Moves(figures, old, cuts, nextAt - at)))
                {
                    customers[i].Schedule(at, new FactsChanged(name, version));
                }
            });
        }

        foreach (var model in _models.Where(m => _readBySegments.Contains(m.Name)))
        {
            foreach (var customer in customers.Where(c => c.IsBornBefore(at)))
            {
                customer.Schedule(at, new FactsChanged(model.Name, version));
            }
        }
    }

    /// <summary>
    /// Whether new cuts give a customer other scores, at once or, by the recency that grows, before the next ones come.
    /// Whoever they do not move need not be asked: the answer would be the same.
    /// </summary>
    private static bool Moves(RfmRaw raw, RfmCuts old, RfmCuts cuts, Duration untilNext)
    {
        if (old.Frequency.Count(c => raw.Frequency >= c) != cuts.Frequency.Count(c => raw.Frequency >= c)
            || old.Value.Count(c => raw.Value >= c) != cuts.Value.Count(c => raw.Value >= c)
            || old.Recency.Count(c => raw.Recency <= c) != cuts.Recency.Count(c => raw.Recency <= c))
        {
            return true;
        }

        return cuts.Recency.Any(c => raw.Recency <= c && c - raw.Recency < untilNext);
    }

    private static string? NameOf(Expression expression) => expression switch
    {
        RfmExpression rfm => rfm.Rfm,
        PredictExpression predict => predict.Model,
        RecommendExpression recommend => recommend.Model,
        _ => null,
    };
}
