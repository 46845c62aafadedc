using System.Globalization;
using System.Text;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>Graphviz DOT, for whoever wants another layout than ours.</summary>
public static class DotWriter
{
    private const double FontSize = 11;
    private const double BoxWidth = 260;
    private const double EdgeWidth = 130;

    public static string Write(GraphModel model)
    {
        var names = PictureNames.Of(model);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"digraph {Quote(model.Name)} {{\n");
        var title = model.Summary.Insert(0, $"{model.Name} version {model.Version.ToString(CultureInfo.InvariantCulture)}");
        text.Append(CultureInfo.InvariantCulture, $"  graph [label={Quote(title)}, labelloc=t, labeljust=l, fontname=\"Helvetica\", ranksep=0.35, nodesep=0.3];\n");
        text.Append("  node [shape=box, style=rounded, fontname=\"Helvetica\", fontsize=11, margin=\"0.16,0.09\"];\n");
        text.Append("  edge [fontname=\"Helvetica\", fontsize=10, color=\"#57606a\", arrowsize=0.7];\n");
        Block(model.Flow, names, "  ", text);
        foreach (var edge in model.Edges)
        {
            var label = edge.Label is null ? "" : $" [label={Quote(TextWidth.Wrap(edge.Label, EdgeWidth, FontSize))}]";
            var back = edge.Back ? " [style=dashed, constraint=false]" : "";
            text.Append(CultureInfo.InvariantCulture, $"  {names[edge.From]} -> {names[edge.To]}{label}{back};\n");
        }

        return text.Append("}\n").ToString();
    }

    private static void Block(GraphBlock block, Dictionary<string, string> names, string indent, StringBuilder text)
    {
        foreach (var part in block.Parts)
        {
            var loop = part.Composition == Composition.Loop;
            if (loop)
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}subgraph cluster_{names[part.Box.Id]} {{\n{indent}  graph [label=\"\", style=\"rounded,dashed\", color=\"#8c959f\"];\n");
            }

            var inner = loop ? indent + "  " : indent;
            Box(part.Box, names, inner, text);
            foreach (var way in part.Ways)
            {
                Block(way.Block, names, inner, text);
            }

            if (part.Join is { } join)
            {
                Box(join, names, inner, text);
            }

            if (loop)
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}}}\n");
            }
        }
    }

    private static void Box(GraphBox box, Dictionary<string, string> names, string indent, StringBuilder text)
    {
        var shape = box.Kind switch
        {
            BoxKind.Enter or BoxKind.Exit or BoxKind.Stop => ", shape=oval, style=\"\"",
            BoxKind.Decision => ", shape=diamond, style=\"\", margin=\"0.02,0.02\"",
            BoxKind.Chance or BoxKind.Loop => ", penwidth=2.5",
            BoxKind.Call or BoxKind.Run => ", shape=box, peripheries=2, style=\"\"",
            _ => "",
        };
        var tooltip = box.Path is null ? "" : $", tooltip={Quote($"{box.Path}:{box.Line?.ToString(CultureInfo.InvariantCulture)}")}";
        text.Append(CultureInfo.InvariantCulture, $"{indent}{names[box.Id]} [label={Quote(BoxWords.Lines(box).SelectMany(l => TextWidth.Wrap(l, BoxWidth, FontSize)))}{shape}, color=\"{Palette.Light(box.Kind)}\"{tooltip}];\n");
    }

    private static string Quote(string text) => $"\"{Escape(text)}\"";

    private static string Quote(IEnumerable<string> lines) => $"\"{string.Join("\\n", lines.Select(Escape))}\"";

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .ReplaceLineEndings(" ");
}
