using System.Globalization;
using System.Text;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>The picture's style sheet, light and dark.</summary>
public static class SvgStyle
{
    /// <summary>The rules alone, for a page that holds pictures.</summary>
    public static string Rules { get; } = Build();

    internal static string Text { get; } = $"<style>\n{Rules}</style>\n";

    private static string Build()
    {
        var css = new StringBuilder();
        css.Append(
            """
            text { font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; fill: #1f2328; }
            .head { font-size: 18px; font-weight: bold; }
            .name { font-size: 13px; font-weight: bold; }
            .detail { font-size: 12px; fill: #3d444d; }
            .meta { font-size: 11px; font-weight: normal; fill: #656d76; }
            .end { text-anchor: end; }
            .label { font-size: 11.5px; text-anchor: middle; }
            .ground { fill: #ffffff; }
            .frame { fill: none; stroke: #8c959f; stroke-dasharray: 5 4; }
            .line { fill: none; stroke: #8c959f; stroke-width: 1.4; stroke-linejoin: round; }
            .back { stroke-dasharray: 5 3; }
            .tip { fill: #8c959f; }
            .chip { fill: #ffffff; stroke: #d0d7de; }
            .box rect { fill: #f6f8fa; stroke: #d0d7de; }
            .stripe { fill: none; stroke-width: 4; stroke-linecap: round; }

            """);
        Kinds(css, Palette.Light, "#ffffff", "");
        css.Append(
            """
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3; }
              .detail { fill: #c4ccd4; }
              .meta { fill: #9198a1; }
              .ground { fill: #0d1117; }
              .frame, .line { stroke: #6e7681; }
              .tip { fill: #6e7681; }
              .chip { fill: #0d1117; stroke: #3d444d; }
              .box rect { fill: #161b22; stroke: #3d444d; }

            """);
        Kinds(css, Palette.Dark, "#0d1117", "  ");
        return css.Append("}\n").ToString();
    }

    private static void Kinds(StringBuilder css, Func<BoxKind, string> color, string ground, string indent)
    {
        foreach (var kind in Enum.GetValues<BoxKind>())
        {
            var name = kind.ToString().ToLowerInvariant();
            css.Append(CultureInfo.InvariantCulture, $"{indent}.{name} .stripe {{ stroke: {color(kind)}; }}\n");
        }

        foreach (var kind in new[] { BoxKind.Enter, BoxKind.Exit, BoxKind.Stop, BoxKind.Join })
        {
            css.Append(CultureInfo.InvariantCulture, $"{indent}.{kind.ToString().ToLowerInvariant()} rect {{ fill: {ground}; stroke: {color(kind)}; stroke-width: 1.5; }}\n");
        }
    }
}
