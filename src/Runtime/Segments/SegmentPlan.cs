using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Segments;

/// <summary>The segments of a workspace in the order in which they can be decided: those that others ask for come first.</summary>
internal sealed class SegmentPlan
{
    private static readonly ConditionalWeakTable<Workspace, SegmentPlan> Plans = [];

    private SegmentPlan(ImmutableArray<PlannedSegment> order) => Order = order;

    public ImmutableArray<PlannedSegment> Order { get; }

    /// <summary>True for what can change its value though nothing happens.</summary>
    public static bool Moves(Expression expression) => expression is NowExpression or TodayExpression or TimeSinceExpression or HappenedExpression
        or RfmExpression or PredictExpression or RecommendExpression
        or AggregateExpression { Window.Kind: WindowKind.Last or WindowKind.Between }
        or LastFirstExpression { Window.Kind: WindowKind.Last or WindowKind.Between };

    public static SegmentPlan Of(Workspace workspace) => Plans.GetValue(workspace, static w => new(ImmutableArray.CreateRange(Sort(w), s => new PlannedSegment(s, ExpressionTree.All(s.Conditions).Any(Moves)))));

    private static ImmutableArray<Segment> Sort(Workspace workspace)
    {
        var order = ImmutableArray.CreateBuilder<Segment>(workspace.Segments.Length);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var segment in workspace.Segments)
        {
            Visit(workspace, segment, visited, order);
        }

        return order.ToImmutable();
    }

    private static void Visit(Workspace workspace, Segment segment, HashSet<string> visited, ImmutableArray<Segment>.Builder order)
    {
        if (!visited.Add(segment.Name))
        {
            return;
        }

        foreach (var needed in ExpressionTree.All(segment.Conditions).OfType<InSegmentExpression>())
        {
            if (workspace.Segment(needed.Segment) is { } other)
            {
                Visit(workspace, other, visited, order);
            }
        }

        order.Add(segment);
    }
}

/// <summary>A segment, and whether time alone can move its members.</summary>
internal sealed record PlannedSegment(Segment Segment, bool MovesWithTime);
