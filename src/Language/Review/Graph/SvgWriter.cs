using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>The picture itself: one file that needs no other, follows the reader's light or dark setting, and reads aloud.</summary>
public static class SvgWriter
{
    private const double Margin = 24;
    private const double HeadWidth = 660;

    public static string Write(GraphModel model)
    {
        var head = Head(model);
        var placement = SvgLayout.Place(model.Flow, Margin, Margin + head.Height + 12, noted: false);
        var width = Math.Max(placement.Right, Margin + HeadWidth) + Margin;
        var height = placement.Bottom + Margin;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{N(width)}\" height=\"{N(height)}\" viewBox=\"0 0 {N(width)} {N(height)}\" role=\"img\" aria-labelledby=\"title summary\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"title\">{X(model.Name)}, version {model.Version}</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<desc id=\"summary\">{X(string.Join(". ", model.Summary.Prepend(Document(model)).Where(l => l.Length > 0)))}</desc>\n");
        svg.Append(SvgStyle.Text);
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"ground\" width=\"{N(width)}\" height=\"{N(height)}\"/>\n");
        svg.Append(head.Svg);
        Body(placement, null, svg);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>The boxes alone, each with a note, for a page that brings <see cref="SvgStyle.Rules"/> and says the rest itself.</summary>
    public static string Write(GraphModel model, Func<GraphBox, BoxNote> notes)
    {
        const double Edge = 2;
        var placement = SvgLayout.Place(model.Flow, Edge, Edge, noted: true);
        var (width, height) = (placement.Right + Edge, placement.Bottom + Edge);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg width=\"{N(width)}\" height=\"{N(height)}\" viewBox=\"0 0 {N(width)} {N(height)}\" role=\"group\" aria-label=\"{X(model.Name)}, version {model.Version}\">\n");
        Body(placement, notes, svg);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Body(Placement placement, Func<GraphBox, BoxNote>? notes, StringBuilder svg)
    {
        foreach (var frame in placement.Frames)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"frame\" x=\"{N(frame.X)}\" y=\"{N(frame.Y)}\" width=\"{N(frame.Width)}\" height=\"{N(frame.Height)}\" rx=\"12\"/>\n");
        }

        foreach (var line in placement.Lines)
        {
            Line(line, svg);
        }

        foreach (var label in placement.Labels)
        {
            Label(label, svg);
        }

        foreach (var box in placement.Boxes)
        {
            var note = box.Box.Kind == BoxKind.Join ? null : notes?.Invoke(box.Box);
            if (note?.Link is { } link)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<a href=\"{X(link)}\">");
            }

            Box(box, note, svg);
            svg.Append(note?.Link is null ? "" : "</a>\n");
        }
    }

    private static (string Svg, double Height) Head(GraphModel model)
    {
        var svg = new StringBuilder();
        var y = Margin + 16;
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"head\" x=\"{N(Margin)}\" y=\"{N(y)}\">{X(model.Name)}<tspan class=\"meta\" dx=\"8\">version {model.Version}</tspan></text>\n");
        foreach (var (text, style) in model.Summary.Select(s => (s, "detail")).Prepend((Document(model), "detail")).Where(l => l.Item1.Length > 0))
        {
            y += 4;
            foreach (var line in TextWidth.Wrap(text, HeadWidth, PlacedBox.DetailSize))
            {
                y += PlacedBox.DetailLine;
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{style}\" x=\"{N(Margin)}\" y=\"{N(y)}\">{X(line)}</text>\n");
            }
        }

        return (svg.ToString(), y - Margin + 8);
    }

    private static string Document(GraphModel model) => (model.Documentation ?? "").ReplaceLineEndings(" ").Trim();

    private static void Line(PlacedLine line, StringBuilder svg)
    {
        var points = string.Join(' ', line.Points.Select((p, i) => $"{(i == 0 ? 'M' : 'L')}{N(p.X)} {N(p.Y)}"));
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{(line.Back ? "line back" : "line")}\" d=\"{points}\"/>\n");
        if (line.Arrow)
        {
            var (x, y) = line.Points[^1];
            var (px, py) = line.Points[^2];
            var tip = px < x
                ? $"M{N(x)} {N(y)} l-7 -4 v8 z"
                : $"M{N(x)} {N(y)} l-4 -7 h8 z";
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"tip\" d=\"{tip}\"/>\n");
        }
    }

    private static void Label(PlacedLabel label, StringBuilder svg)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"chip\" x=\"{N(label.X)}\" y=\"{N(label.Y)}\" width=\"{N(label.Width)}\" height=\"{N(label.Height)}\" rx=\"9\"/>\n");
        for (var i = 0; i < label.Lines.Length; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" x=\"{N(label.X + (label.Width / 2))}\" y=\"{N(label.Y + 13 + (i * PlacedLabel.Line))}\">{X(label.Lines[i])}</text>\n");
        }
    }

    private static void Box(PlacedBox box, BoxNote? note, StringBuilder svg)
    {
        var kind = box.Box.Kind.ToString().ToLowerInvariant();
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"box {kind}{(note is { Here.Length: > 0 } ? " busy" : "")}\"><title>{X(Tooltip(box.Box))}</title>\n");
        var isPill = box.Box.Kind is BoxKind.Enter or BoxKind.Exit or BoxKind.Stop;
        var radius = isPill ? Math.Min(18, box.Height / 2) : box.Box.Kind is BoxKind.Join ? box.Height / 2 : 6;
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(box.X)}\" y=\"{N(box.Y)}\" width=\"{N(box.Width)}\" height=\"{N(box.Height)}\" rx=\"{N(radius)}\"/>\n");
        if (box.Box.Kind == BoxKind.Join)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" x=\"{N(box.X + (SvgLayout.BoxWidth / 2))}\" y=\"{N(box.Y + 15)}\">{X(box.Title[0])}</text>\n</g>\n");
            return;
        }

        if (!isPill)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"stripe\" d=\"M{N(box.X + 2)} {N(box.Y + 8)} v{N(box.Height - 16)}\"/>\n");
        }

        var x = box.X + PlacedBox.PadX;
        var y = box.Y + PlacedBox.PadY + 12.5;
        y = Lines(box.Title, "name", x, y, PlacedBox.TitleLine, svg);
        y = Lines(box.Details, "detail", x, y, PlacedBox.DetailLine, svg);
        y = Lines(box.Times, "meta", x, y, PlacedBox.DetailLine, svg);
        if (box.Purpose.Length > 0)
        {
            y -= box.PurposeBelow ? 0 : PlacedBox.DetailLine;
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"meta end\" x=\"{N(box.X + box.Width - PlacedBox.PadX)}\" y=\"{N(y)}\">{X(box.Purpose)}</text>\n");
        }

        if (note is not null)
        {
            var foot = box.Bottom - PlacedBox.PadY - 3.5;
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"here\" x=\"{N(x)}\" y=\"{N(foot)}\">{X(note.Here)}</text>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"meta end\" x=\"{N(box.X + box.Width - PlacedBox.PadX)}\" y=\"{N(foot)}\">{X(note.SoFar)}</text>\n");
        }

        svg.Append("</g>\n");
    }

    private static double Lines(ImmutableArray<string> lines, string style, double x, double y, double height, StringBuilder svg)
    {
        foreach (var line in lines)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{style}\" x=\"{N(x)}\" y=\"{N(y)}\">{X(line)}</text>\n");
            y += height;
        }

        return y;
    }

    private static string Tooltip(GraphBox box) =>
        string.Join("; ", BoxWords.Lines(box))
        + (box.Path is null ? "" : FormattableString.Invariant($" ({box.Path}:{box.Line})"))
        + (box.Documentation is null ? "" : $" — {box.Documentation}");

    private static string N(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    private static string X(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                < ' ' or 0xfffe or 0xffff => escaped.Append(' '),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }
}
