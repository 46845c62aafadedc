using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
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

    /// <summary>The figures of each customer as of the coming midnight, for each rfm.</summary>
    private readonly ImmutableArray<RfmRaw?[]> _figures;

    public Population(Workspace workspace, Facts given, int customers)
    {
        _workspace = workspace;
        _rfms = [.. workspace.Rfms.Where(r => !given.Rfm.ContainsKey(r.Name))];
        _figures = [.. _rfms.Select(_ => new RfmRaw?[customers])];
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

    /// <summary>Measures a customer who has come to a midnight; different customers may be measured at once.</summary>
    public void Measure(int index, CustomerDocument customer, Instant at)
    {
        for (var i = 0; i < _rfms.Length; i++)
        {
            _figures[i][index] = customer.Histories.ContainsKey(_rfms[i].Event)
                ? RfmScores.Raw(_rfms[i], new CustomerScope(_workspace, Facts, customer, at))
                : null;
        }
    }

    /// <summary>Makes the facts of a midnight, and wakes those whom they may move into or out of a segment.</summary>
    public void Publish(Instant at, Instant nextAt, ImmutableArray<CustomerTrack> customers)
    {
        var version = at.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var before = Facts;
        var rfm = before.Rfm.ToDictionary(StringComparer.Ordinal);
        for (var i = 0; i < _rfms.Length; i++)
        {
            var cuts = RfmScores.Compute(_figures[i].OfType<RfmRaw>(), _rfms[i].HighestScore - _rfms[i].LowestScore + 1);
            rfm[_rfms[i].Name] = new Fact<RfmCuts>(version, at, at, cuts);
        }

        var models = before.Models.ToDictionary(StringComparer.Ordinal);
        foreach (var model in _models)
        {
            models[model.Name] = new Fact<Score>(version, at, at, model.Learn(at));
        }

        Facts = before with { Rfm = rfm.ToFrozenDictionary(StringComparer.Ordinal), Models = models.ToFrozenDictionary(StringComparer.Ordinal) };
        Wake(before, at, nextAt, version, customers);
    }

    private void Wake(Facts before, Instant at, Instant nextAt, string version, ImmutableArray<CustomerTrack> customers)
    {
        for (var i = 0; i < _rfms.Length; i++)
        {
            var name = _rfms[i].Name;
            if (!_readBySegments.Contains(name))
            {
                continue;
            }

            var old = before.Rfm.GetValueOrDefault(name)?.Content;
            var cuts = Facts.Rfm[name].Content;
            for (var index = 0; index < customers.Length; index++)
            {
                if (_figures[i][index] is { } figures && (old is null || Moves(figures, old, cuts, nextAt - at)))
                {
                    customers[index].Schedule(at, new FactsChanged(name, version));
                }
            }
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
                if (cut - raw.Recency < untilNext)
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

    private static string? NameOf(Expression expression) => expression switch
    {
        RfmExpression rfm => rfm.Rfm,
        PredictExpression predict => predict.Model,
        RecommendExpression recommend => recommend.Model,
        _ => null,
    };
}
