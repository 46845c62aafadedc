using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Scoring;

/// <summary>What one customer adds to the facts of all: the figures for each rfm of the population, as of a midnight.</summary>
internal readonly record struct Figures(ImmutableArray<RfmRaw?> Rfm);

/// <summary>
/// The facts that only all customers together give, made at each midnight of the workspace's zone from what lies strictly
/// before it: cuts of every rfm, and the models that count orders.
/// </summary>
internal sealed class Population
{
    private readonly Workspace _workspace;
    private readonly ImmutableArray<LearntModel> _models;

    public Population(Workspace workspace, Facts given)
    {
        _workspace = workspace;
        Rfms = [.. workspace.Rfms.Where(r => !given.Rfm.ContainsKey(r.Name))];
        _models = [.. workspace.Models.Where(m => !given.Models.ContainsKey(m.Name)).Select(m => LearntModel.For(workspace, m)).OfType<LearntModel>()];
        ReadBySegments = workspace.Segments
            .SelectMany(s => ExpressionTree.All(s.Conditions))
            .Select(NameOf)
            .OfType<string>()
            .ToFrozenSet(StringComparer.Ordinal);
        Facts = given;
    }

    /// <summary>Those that are measured, in the order of <see cref="Figures"/>.</summary>
    public ImmutableArray<Rfm> Rfms { get; }

    /// <summary>The models that are counted.</summary>
    public IEnumerable<string> Models => _models.Select(m => m.Name);

    /// <summary>Facts whose change may move customers into or out of a segment.</summary>
    public FrozenSet<string> ReadBySegments { get; }

    /// <summary>The newest facts.</summary>
    public Facts Facts { get; private set; }

    /// <summary>How a version of facts is called: the midnight they were made at.</summary>
    public static string VersionOf(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The events that a model counts, in the one order that every way of counting them keeps.</summary>
    public IEnumerable<CustomerEvent> Counted(IEnumerable<CustomerEvent> events) => events
        .Where(e => _models.Any(m => m.Reads(e)))
        .OrderBy(e => e.At)
        .ThenBy(e => e.Source, StringComparer.Ordinal)
        .ThenBy(e => e.Id, StringComparer.Ordinal);

    /// <summary>Takes an event in; events come in the order of <see cref="Counted"/>.</summary>
    public void Add(CustomerEvent @event)
    {
        foreach (var model in _models)
        {
            model.Add(@event);
        }
    }

    /// <summary>Measures a customer who has come to a midnight; different customers may be measured at once.</summary>
    public Figures Measure(CustomerDocument customer, Instant at)
    {
        var figures = ImmutableArray.CreateBuilder<RfmRaw?>(Rfms.Length);
        foreach (var rfm in Rfms)
        {
            figures.Add(customer.Histories.ContainsKey(rfm.Event) ? RfmScores.Raw(rfm, new CustomerScope(_workspace, Facts, customer, at)) : null);
        }

        return new Figures(figures.MoveToImmutable());
    }

    /// <summary>Makes the facts of a midnight.</summary>
    /// <param name="everybody">The figures of all customers as of it.</param>
    /// <param name="nextAt">The midnight that follows.</param>
    public NewFacts Publish(Instant at, Instant nextAt, IReadOnlyCollection<Figures> everybody)
    {
        var version = VersionOf(at);
        var before = Facts;
        var rfm = before.Rfm.ToDictionary(StringComparer.Ordinal);
        for (var i = 0; i < Rfms.Length; i++)
        {
            var index = i;
            var cuts = RfmScores.Compute(everybody.Select(f => f.Rfm[index]).OfType<RfmRaw>(), Rfms[i].HighestScore - Rfms[i].LowestScore + 1);
            rfm[Rfms[i].Name] = new Fact<RfmCuts>(version, at, at, cuts);
        }

        Facts = WithModels(before with { Rfm = rfm.ToFrozenDictionary(StringComparer.Ordinal) }, at);
        return new NewFacts(this, before, Facts, version, nextAt - at);
    }

    /// <summary>Facts with the models of a midnight, as they are counted now.</summary>
    public Facts WithModels(Facts facts, Instant at)
    {
        var models = facts.Models.ToDictionary(StringComparer.Ordinal);
        foreach (var model in _models)
        {
            models[model.Name] = new Fact<Score>(VersionOf(at), at, at, model.Learn(at));
        }

        return facts with { Models = models.ToFrozenDictionary(StringComparer.Ordinal) };
    }

    /// <summary>Goes on from facts that were made before.</summary>
    public void Resume(Facts facts) => Facts = facts;

    private static string? NameOf(Expression expression) => expression switch
    {
        RfmExpression rfm => rfm.Rfm,
        PredictExpression predict => predict.Model,
        RecommendExpression recommend => recommend.Model,
        _ => null,
    };
}
