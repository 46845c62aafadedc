using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Segments;

/// <summary>A segment with all that its members depend on: events, other segments, facts, and the clock.</summary>
internal sealed class PlannedSegment
{
    public PlannedSegment(Segment segment, Workspace workspace)
    {
        Name = segment.Name;
        Conditions = segment.Conditions;
        Atoms = TimeAtoms.Of(workspace, segment.Conditions);
        var parts = ExpressionTree.All(segment.Conditions).ToList();
        Segments = [.. parts.OfType<InSegmentExpression>().Select(e => e.Segment).Distinct(StringComparer.Ordinal)];
        ReadsFacts = parts.Any(p => p is RfmExpression or PredictExpression or RecommendExpression or CatalogExpression);
        Events = [.. parts.SelectMany(p => EventsOf(p, workspace)).Distinct(StringComparer.Ordinal)];
    }

    public string Name { get; }

    public ImmutableArray<Condition> Conditions { get; }

    public ImmutableArray<TimeAtom> Atoms { get; }

    public ImmutableArray<string> Segments { get; }

    public ImmutableArray<string> Events { get; }

    public bool ReadsFacts { get; }

    private static IEnumerable<string> EventsOf(Expression part, Workspace workspace) => part switch
    {
        AggregateExpression e => [e.Event],
        LastFirstExpression e => [e.Event],
        TimeSinceExpression e => [e.Event],
        HappenedExpression e => [e.Event, .. e.Then.Select(t => t.Event)],
        RfmExpression e => workspace.Rfms.Where(r => r.Name == e.Rfm).Select(r => r.Event),
        PredictExpression e => EventsOf(e.Model, workspace),
        RecommendExpression e => EventsOf(e.Model, workspace),
        _ => [],
    };

    private static IEnumerable<string> EventsOf(string model, Workspace workspace) =>
        workspace.Models.Where(m => m.Name == model).SelectMany(m => workspace.Metrics
            .Where(metric => m.Uses.Contains(metric.Name))
            .SelectMany(metric => ExpressionTree.All(metric.Value))
            .SelectMany(p => EventsOf(p, workspace))
            .Concat(m.History is { } history ? [history.Event] : []));
}
