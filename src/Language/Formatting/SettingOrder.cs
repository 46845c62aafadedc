using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Formatting;

/// <summary>The one order of a journey's settings; everything else stays where its author put it.</summary>
internal static class SettingOrder
{
    private static readonly string[] _order =
    [
        "input", "returns", "enter on", "enter again", "when", "starts", "ends", "eligible", "goal", "exit", "policy", "priority", "let", "flow", "migrate",
    ];

    /// <summary>The lines of a journey in their order, or null when that is the order they have (or one of them is not understood).</summary>
    public static IReadOnlyList<LogicalLine>? Of(IReadOnlyList<LogicalLine> lines, Func<LogicalLine, bool> isBroken)
    {
        if (lines.Any(l => isBroken(l) || Rank(l) < 0))
        {
            return null;
        }

        var sorted = lines.OrderBy(Rank).ToList();
        return sorted.SequenceEqual(lines) ? null : sorted;
    }

    private static int Rank(LogicalLine line)
    {
        var first = line.Tokens.Count > 0 ? line.Tokens[0].Text : "";
        return Array.IndexOf(_order, first == "enter" && line.Tokens.Count > 1 ? $"enter {line.Tokens[1].Text}" : first);
    }
}
