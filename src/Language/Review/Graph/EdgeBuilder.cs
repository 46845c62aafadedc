using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>Follows the blocks and says which box leads to which.</summary>
internal sealed class EdgeBuilder
{
    private readonly ImmutableArray<GraphEdge>.Builder _edges = ImmutableArray.CreateBuilder<GraphEdge>();
    private readonly Stack<List<Outlet>> _stopped = new();

    private sealed record Outlet(string Box, string? Label);

    public static ImmutableArray<GraphEdge> Build(GraphBlock flow)
    {
        var builder = new EdgeBuilder();
        builder.Walk(flow, []);
        return builder._edges.ToImmutable();
    }

    private List<Outlet> Walk(GraphBlock block, List<Outlet> from)
    {
        foreach (var part in block.Parts)
        {
            Connect(from, part.Box.Id);
            from = Leave(part);
        }

        return from;
    }

    private List<Outlet> Leave(GraphPart part)
    {
        switch (part.Composition)
        {
            case Composition.Choice:
                return part.Ways.SelectMany(w => Walk(w.Block, [new(part.Box.Id, w.Label)])).ToList();
            case Composition.Parallel:
                Connect(part.Ways.SelectMany(w => Walk(w.Block, [new(part.Box.Id, w.Label)])).ToList(), part.Join!.Id);
                return [new(part.Join.Id, null)];
            case Composition.Loop:
                _stopped.Push([]);
                Connect(Walk(part.Ways[0].Block, [new(part.Box.Id, "each round")]), part.Box.Id, back: true);
                return [new(part.Box.Id, "then"), .. _stopped.Pop()];
            default:
                if (part.Box.Kind == BoxKind.Stop && _stopped.TryPeek(out var stopped))
                {
                    stopped.Add(new(part.Box.Id, null));
                }

                return part.Box.IsTerminal ? [] : [new(part.Box.Id, null)];
        }
    }

    private void Connect(List<Outlet> from, string to, bool back = false)
    {
        foreach (var outlet in from)
        {
            _edges.Add(new(outlet.Box, to, outlet.Label, back));
        }
    }
}
