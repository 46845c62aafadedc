using Spectre.Console;

namespace Personalization.Journeys.Cli.Terminal;

/// <summary>Rows in columns that fit the width: the one that may give way is cut, with a `…`.</summary>
internal sealed class Listing(int givesWay, params string[] headers)
{
    private const int Gap = 2;

    private readonly List<string[]> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(CommandIo io)
    {
        var widths = headers.Select((h, i) => _rows.Select(r => r[i].Length).Append(h.Length).Max()).ToArray();
        var over = widths.Sum() + (Gap * (widths.Length - 1)) - io.Width;
        widths[givesWay] = over > 0 ? Math.Max(headers[givesWay].Length, widths[givesWay] - over) : widths[givesWay];
        var console = io.Tables();
        console.Profile.Width = int.MaxValue;
        console.MarkupLine($"[bold]{Line(headers)}[/]");
        foreach (var row in _rows)
        {
            console.MarkupLine(Line(row));
        }

        string Line(string[] cells) => Markup.Escape(string.Join("  ", cells.Select((c, i) => Fitted(c, widths[i]))).TrimEnd());
    }

    public static string Fitted(string text, int width) =>
        text.Length <= width ? text.PadRight(width) : string.Concat(text.AsSpan(0, Math.Max(0, width - 1)), "…");
}
