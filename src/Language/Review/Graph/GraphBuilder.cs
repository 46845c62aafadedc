using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>Draws the picture's model of a journey.</summary>
public static class GraphBuilder
{
    public static GraphModel Build(Workspace workspace, Journey journey)
    {
        var flow = OutlineBuilder.Build(journey);
        var boxes = new BoxBuilder(workspace, Timing.Of(workspace, journey, flow));
        var steps = Block(flow, boxes);
        var enter = BoxBuilder.Enter(journey);
        var parts = steps.Parts.Insert(0, new(enter, Composition.Plain, [], null));
        if (!flow.Ends)
        {
            parts = parts.Add(new(BoxBuilder.End, Composition.Plain, [], null));
        }

        var whole = new GraphBlock(parts);
        return new(
            journey.Name,
            journey.Version,
            journey.Documentation,
            [.. Summary(workspace, journey)],
            whole,
            [.. Boxes(whole)],
            EdgeBuilder.Build(whole));
    }

    private static GraphBlock Block(Block block, BoxBuilder boxes) => new([.. block.Nodes.Select(n => Part(n, boxes))]);

    private static GraphPart Part(Node node, BoxBuilder boxes) => new(
        boxes.Of(node),
        node.Ways.IsEmpty ? Composition.Plain : node.Step switch
        {
            ForkStep => Composition.Parallel,
            LoopStep or EachStep => Composition.Loop,
            _ => Composition.Choice,
        },
        [.. node.Ways.Select(w => new GraphWay(WayText.Of(w, node), Block(w.Block, boxes)))],
        node.Join is null ? null : boxes.Of(node.Join));

    private static IEnumerable<GraphBox> Boxes(GraphBlock block) => block.Parts.SelectMany(p =>
        p.Ways.SelectMany(w => Boxes(w.Block)).Prepend(p.Box).Concat(p.Join is null ? [] : [p.Join]));

    private static IEnumerable<string> Summary(Workspace workspace, Journey journey)
    {
        if (!journey.Eligible.IsEmpty)
        {
            yield return "only if " + string.Join("; ", journey.Eligible.Select(ConditionText.Of));
        }

        if (journey.Starts is { } starts)
        {
            yield return $"starts {ValueText.Of(new DateValue(starts))}";
        }

        if (journey.Ends is { } ends)
        {
            yield return $"ends {ValueText.Of(new DateValue(ends))}";
        }

        foreach (var goal in journey.Goals)
        {
            yield return $"goal {goal.Name}: {MomentText.Of(goal.Event)}";
        }

        var exits = journey.Exits.Select(SettingText.Of);
        if (journey.ExitAfter is { } limit)
        {
            exits = exits.Append($"after {LengthText.Of(limit)}");
        }

        if (string.Join(", ", exits) is { Length: > 0 } all)
        {
            yield return "ends at any step " + all;
        }

        if ((journey.Policy ?? workspace.Settings.DefaultPolicy) is { } policy)
        {
            yield return $"policy {policy}";
        }
    }
}
