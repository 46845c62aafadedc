using System.Globalization;
using System.Text;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>A Mermaid flowchart, for pages that draw it themselves.</summary>
public static class MermaidWriter
{
    public static string Write(GraphModel model)
    {
        var names = PictureNames.Of(model);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"---\ntitle: {model.Name} version {model.Version}\n---\nflowchart TD\n");
        Block(model.Flow, names, "  ", text);
        if (!model.Summary.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"  s__summary>\"{string.Join("<br/>", model.Summary.Select(Escape))}\"]\n");
        }

        foreach (var edge in model.Edges)
        {
            var arrow = edge.Back ? "-.->" : "-->";
            var label = edge.Label is null ? "" : $"|\"{Escape(edge.Label)}\"|";
            text.Append(CultureInfo.InvariantCulture, $"  {names[edge.From]} {arrow}{label} {names[edge.To]}\n");
        }

        foreach (var kind in model.Boxes.GroupBy(b => b.Kind).OrderBy(g => g.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"  class {string.Join(',', kind.Select(b => names[b.Id]))} {Class(kind.Key)}\n");
        }

        foreach (var kind in model.Boxes.Select(b => b.Kind).Distinct().Order())
        {
            text.Append(CultureInfo.InvariantCulture, $"  classDef {Class(kind)} stroke:{Palette.Light(kind)},stroke-width:2px\n");
        }

        return text.ToString();
    }

    private static void Block(GraphBlock block, Dictionary<string, string> names, string indent, StringBuilder text)
    {
        foreach (var part in block.Parts)
        {
            var loop = part.Composition == Composition.Loop;
            if (loop)
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}subgraph loop_{names[part.Box.Id]} [\" \"]\n");
            }

            var inner = loop ? indent + "  " : indent;
            text.Append(CultureInfo.InvariantCulture, $"{inner}{names[part.Box.Id]}{Shape(part.Box)}\n");
            foreach (var way in part.Ways)
            {
                Block(way.Block, names, inner, text);
            }

            if (part.Join is { } join)
            {
                text.Append(CultureInfo.InvariantCulture, $"{inner}{names[join.Id]}{Shape(join)}\n");
            }

            if (loop)
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}end\n");
            }
        }
    }

    private static string Shape(GraphBox box)
    {
        var words = string.Join("<br/>", BoxWords.Lines(box).Select(Escape));
        return box.Kind switch
        {
            BoxKind.Enter or BoxKind.Exit or BoxKind.Stop => $"([\"{words}\"])",
            BoxKind.Decision => $"{{\"{words}\"}}",
            BoxKind.Chance or BoxKind.Loop => $"{{{{\"{words}\"}}}}",
            BoxKind.Call or BoxKind.Run => $"[[\"{words}\"]]",
            BoxKind.Wait => $"(\"{words}\")",
            _ => $"[\"{words}\"]",
        };
    }

    private static string Class(BoxKind kind) => kind.ToString().ToLowerInvariant() + "Step";

    /// <summary>Mermaid reads entities of its own: `#35;` is a hash, and markup characters must not reach the browser.</summary>
    private static string Escape(string text) => text
        .Replace("&", "#amp;", StringComparison.Ordinal)
        .Replace("\"", "#quot;", StringComparison.Ordinal)
        .Replace("<", "#lt;", StringComparison.Ordinal)
        .Replace(">", "#gt;", StringComparison.Ordinal)
        .Replace("`", "#96;", StringComparison.Ordinal)
        .ReplaceLineEndings(" ");
}
