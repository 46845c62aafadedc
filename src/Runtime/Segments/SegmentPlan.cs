using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Segments;

/// <summary>The segments of a workspace in the order in which they can be decided: those that others ask for come first.</summary>
internal sealed class SegmentPlan
{
    private static readonly ConditionalWeakTable<Workspace, SegmentPlan> _plans = [];

    private SegmentPlan(Workspace workspace)
    {
        var order = new List<Segment>(workspace.Segments.Length);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var segment in workspace.Segments)
        {
            Visit(workspace, segment, visited, order);
        }

        Order = [.. order.Select(s => new PlannedSegment(s, workspace))];
    }

    public ImmutableArray<PlannedSegment> Order { get; }

    public static SegmentPlan Of(Workspace workspace) => _plans.GetValue(workspace, static w => new(w));

    private static void Visit(Workspace workspace, Segment segment, HashSet<string> visited, List<Segment> order)
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
