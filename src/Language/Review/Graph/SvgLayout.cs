using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>
/// Places the boxes. Blocks stand below each other at one left edge, the ways of a choice beside each other, and every
/// box is equally wide: a step that is added moves what is below it down, and nothing sideways.
/// </summary>
internal sealed class SvgLayout(bool noted)
{
    public const double BoxWidth = 248;
    private const double ColumnGap = 30;
    private const double Step = 26;
    private const double FramePad = 28;
    private const double JoinHeight = 22;

    private readonly ImmutableArray<PlacedBox>.Builder _boxes = ImmutableArray.CreateBuilder<PlacedBox>();
    private readonly ImmutableArray<PlacedLabel>.Builder _labels = ImmutableArray.CreateBuilder<PlacedLabel>();
    private readonly ImmutableArray<PlacedLine>.Builder _lines = ImmutableArray.CreateBuilder<PlacedLine>();
    private readonly ImmutableArray<PlacedFrame>.Builder _frames = ImmutableArray.CreateBuilder<PlacedFrame>();

    /// <summary>What a block or part takes: where its flow leaves it, its right edge, and whether it goes on at all.</summary>
    private readonly record struct Extent(double Bottom, double Right, bool Open);

    public static Placement Place(GraphBlock flow, double x, double y, bool noted)
    {
        var layout = new SvgLayout(noted);
        var extent = layout.Block(flow, x, y);
        return new(
            layout._boxes.ToImmutable(), layout._labels.ToImmutable(), layout._lines.ToImmutable(), layout._frames.ToImmutable(), extent.Right, extent.Bottom);
    }

    private static double Spine(double x) => x + (BoxWidth / 2);

    private Extent Block(GraphBlock block, double x, double y)
    {
        var extent = new Extent(y, x + BoxWidth, true);
        var first = true;
        foreach (var part in block.Parts)
        {
            if (!first)
            {
                _lines.Add(new([(Spine(x), extent.Bottom), (Spine(x), extent.Bottom + Step)], part.Composition != Composition.Loop, false));
                extent = extent with { Bottom = extent.Bottom + Step };
            }

            first = false;
            var placed = Part(part, x, extent.Bottom);
            extent = new(placed.Bottom, Math.Max(extent.Right, placed.Right), placed.Open);
        }

        return extent;
    }

    private Extent Part(GraphPart part, double x, double y)
    {
        if (part.Composition == Composition.Loop)
        {
            return Loop(part, x, y);
        }

        var box = Box(part.Box, x, y);
        return part.Composition == Composition.Plain
            ? new(box.Bottom, x + BoxWidth, !part.Box.IsTerminal)
            : Columns(part, x, box.Bottom);
    }

    private PlacedBox Box(GraphBox box, double x, double y)
    {
        var placed = PlacedBox.Of(box, x, y, BoxWidth, noted);
        _boxes.Add(placed);
        return placed;
    }

    /// <summary>The way with no steps of its own runs straight down; the others stand to its right in the order of the text.</summary>
    private Extent Columns(GraphPart part, double x, double y)
    {
        var ways = part.Composition == Composition.Choice ? part.Ways.OrderBy(w => w.Block.Parts.IsEmpty ? 0 : 1).ToImmutableArray() : part.Ways;
        var labels = ways.Select(w => w.Label is null ? null : PlacedLabel.Of(w.Label, BoxWidth)).ToImmutableArray();
        var bus = y + 14;
        var top = bus + 10 + labels.Max(l => l?.Height ?? 0) + Step;
        var columns = new List<(double X, Extent Extent)>(ways.Length);
        var left = x;
        foreach (var (way, label) in ways.Zip(labels))
        {
            if (label is not null)
            {
                _labels.Add(label with { X = Spine(left) - (label.Width / 2), Y = bus + 10 });
            }

            _lines.Add(new([(Spine(left), bus), (Spine(left), top)], !way.Block.Parts.IsEmpty, false));
            columns.Add((left, Block(way.Block, left, top)));
            left = columns[^1].Extent.Right + ColumnGap;
        }

        _lines.Add(new([(Spine(x), y), (Spine(x), bus), (Spine(columns[^1].X), bus)], false, false));
        return Meet(part, x, columns, left - ColumnGap);
    }

    private Extent Meet(GraphPart part, double x, List<(double X, Extent Extent)> columns, double right)
    {
        var lowest = columns.Max(c => c.Extent.Bottom);
        var open = columns.Where(c => c.Extent.Open).ToList();
        var meet = lowest + 18;
        if (part.Join is { } join)
        {
            foreach (var column in open)
            {
                _lines.Add(new([(Spine(column.X), column.Extent.Bottom), (Spine(column.X), meet)], true, false));
            }

            _boxes.Add(PlacedBox.Bar(join, x, meet, columns[^1].X + BoxWidth - x, JoinHeight));
            return new(meet + JoinHeight, right, open.Count == columns.Count);
        }

        if (open.Count == 0)
        {
            return new(lowest, right, false);
        }

        var outlet = open.Exists(c => c.X > x) ? meet : lowest;
        foreach (var column in open)
        {
            _lines.Add(new([(Spine(column.X), column.Extent.Bottom), (Spine(column.X), outlet)], false, false));
        }

        _lines.Add(new([(Spine(open[^1].X), outlet), (Spine(x), outlet)], false, false));
        return new(outlet, right, true);
    }

    private Extent Loop(GraphPart part, double x, double y)
    {
        var inner = x + FramePad;
        var header = Box(part.Box, inner, y + 14);
        _lines.Add(new([(Spine(x), y), (Spine(x), header.Y)], true, false));
        var label = PlacedLabel.Of("each round", BoxWidth);
        var top = header.Bottom + 10 + label.Height + Step;
        _lines.Add(new([(Spine(inner), header.Bottom), (Spine(inner), top)], !part.Ways[0].Block.Parts.IsEmpty, false));
        _labels.Add(label with { X = Spine(inner) - (label.Width / 2), Y = header.Bottom + 10 });
        var body = Block(part.Ways[0].Block, inner, top);
        var bottom = body.Bottom + 14;
        if (body.Open)
        {
            bottom += 6;
            var middle = header.Y + (header.Height / 2);
            _lines.Add(new([(Spine(inner), body.Bottom), (Spine(inner), bottom), (x + 12, bottom), (x + 12, middle), (inner, middle)], true, true));
        }

        bottom += 16;
        var right = Math.Max(body.Right, inner + BoxWidth) + 16;
        _frames.Add(new(x, y, right - x, bottom - y));
        return new(bottom, right, true);
    }
}
