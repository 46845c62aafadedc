using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>Where everything of a picture stands.</summary>
internal sealed record Placement(
    ImmutableArray<PlacedBox> Boxes,
    ImmutableArray<PlacedLabel> Labels,
    ImmutableArray<PlacedLine> Lines,
    ImmutableArray<PlacedFrame> Frames,
    double Right,
    double Bottom);

/// <summary>A box with its text broken into lines.</summary>
internal sealed record PlacedBox(
    GraphBox Box, double X, double Y, double Width, double Height, ImmutableArray<string> Title, ImmutableArray<string> Details, ImmutableArray<string> Times, string Purpose)
{
    public const double TitleSize = 13;
    public const double DetailSize = 12;
    public const double MetaSize = 11;
    public const double TitleLine = 17;
    public const double DetailLine = 16;
    public const double PadX = 14;
    public const double PadY = 9;

    public double Bottom => Y + Height;

    /// <summary>The purpose shares the last line of the times where both fit.</summary>
    public bool PurposeBelow { get; private init; }

    /// <param name="noted">Leaves a line at the foot for a <see cref="BoxNote"/>.</param>
    public static PlacedBox Of(GraphBox box, double x, double y, double width, bool noted)
    {
        var inside = width - (2 * PadX);
        var title = TextWidth.Wrap(box.Title, inside, TitleSize, bold: true);
        var details = box.Details.SelectMany(d => TextWidth.Wrap(d, inside, DetailSize)).ToImmutableArray();
        var time = box.Since?.ToString() ?? "";
        if (box.Line is { } line)
        {
            time += (time.Length > 0 ? " · " : "") + FormattableString.Invariant($"line {line}");
        }

        var times = time.Length == 0 ? [] : TextWidth.Wrap(time, inside, MetaSize);
        var purpose = box.Purpose ?? "";
        var below = purpose.Length > 0 && (times.IsEmpty || TextWidth.Of(times[^1], MetaSize) + TextWidth.Of(purpose, MetaSize) + PadX > inside);
        var lines = details.Length + times.Length + (below ? 1 : 0) + (noted ? 1 : 0);
        var height = (2 * PadY) + (title.Length * TitleLine) + (lines * DetailLine);
        return new(box, x, y, width, height, title, details, times, purpose) { PurposeBelow = below };
    }

    /// <summary>The bar where parallel branches meet.</summary>
    public static PlacedBox Bar(GraphBox box, double x, double y, double width, double height) => new(box, x, y, width, height, [box.Title], [], [], "");
}

/// <summary>A chip on a line.</summary>
internal sealed record PlacedLabel(ImmutableArray<string> Lines, double X, double Y, double Width, double Height)
{
    public const double Size = 11.5;
    public const double Line = 15;

    public static PlacedLabel Of(string text, double width)
    {
        var lines = TextWidth.Wrap(text, width - 20, Size);
        return new(lines, 0, 0, lines.Max(l => TextWidth.Of(l, Size)) + 16, (lines.Length * Line) + 5);
    }
}

internal sealed record PlacedLine(ImmutableArray<(double X, double Y)> Points, bool Arrow, bool Back);

internal sealed record PlacedFrame(double X, double Y, double Width, double Height);
