using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

/// <summary>The lines of the author that a diagnostic talks about, with marks below them.</summary>
internal sealed class Excerpt
{
    private const int LongestLine = 200;
    private const int WindowBefore = 80;

    private readonly Diagnostic _diagnostic;
    private readonly Paint _paint;
    private readonly int _width;
    private readonly List<(string Path, List<Mark> Marks)> _files;

    public Excerpt(Diagnostic diagnostic, Paint paint)
    {
        _diagnostic = diagnostic;
        _paint = paint;
        var main = new Mark(diagnostic.Location, '^', diagnostic.Label);
        _files = [.. diagnostic.Related
            .Select(r => new Mark(r.Location, '-', r.Label))
            .Prepend(main)
            .GroupBy(m => m.Location.Path)
            .Select(g => (g.Key, g.OrderBy(m => m.Location.Span.Start).ToList()))];
        _width = _files.SelectMany(f => f.Marks).Max(m => m.Location.Line).ToString(CultureInfo.InvariantCulture).Length;
    }

    /// <summary>What stands left of the frame's line.</summary>
    public string Margin => new(' ', _width + 1);

    private string Bar => Margin + _paint.Frame("|");

    public void WritePlaces(StringBuilder text)
    {
        foreach (var (path, marks) in _files)
        {
            var place = marks.Find(m => m.Symbol == '^') ?? marks[0];
            text.Append(' ', _width).Append(_paint.Frame("--> ")).Append(path).Append(':').Append(place.Location.Line).Append(':').Append(place.Location.Column).Append('\n');
            text.Append(Bar).Append('\n');
            WriteLines(text, marks);
            text.Append(Bar).Append('\n');
        }
    }

    /// <summary>The line as it would be, with the changed characters marked.</summary>
    public void WriteEdit(StringBuilder text, ImmutableArray<TextEdit> edits)
    {
        var source = _diagnostic.Location.Source;
        if (edits.Length == 0 || edits.Any(e => e.NewText.Contains('\n') || source.PositionOf(e.Span.Start).Line != source.PositionOf(e.Span.End).Line))
        {
            return;
        }

        var lines = edits.OrderBy(e => e.Span.Start).GroupBy(e => source.PositionOf(e.Span.Start).Line).ToList();
        if (lines.Any(l => source.LineText(l.Key).Length > LongestLine))
        {
            return;
        }

        text.Append(Bar).Append('\n');
        foreach (var line in lines)
        {
            var (changed, marks) = Apply(source, line.Key, line);
            WriteSourceLine(text, line.Key, changed);
            text.Append(Bar).Append(' ').Append(_paint.Edit(marks.TrimEnd())).Append('\n');
        }
    }

    private void WriteLines(StringBuilder text, List<Mark> marks)
    {
        var shown = 0;
        foreach (var mark in marks)
        {
            var line = mark.Location.Line;
            if (shown != line)
            {
                if (shown != 0 && line != shown + 1)
                {
                    text.Append(Margin).Append(_paint.Frame(":")).Append('\n');
                }

                WriteSourceLine(text, line, Window(mark).Text);
                shown = line;
            }

            WriteMark(text, mark);
        }
    }

    private void WriteSourceLine(StringBuilder text, int line, string content)
    {
        var number = line.ToString(CultureInfo.InvariantCulture).PadLeft(_width);
        text.Append(_paint.Frame($"{number} |")).Append(content.Length > 0 ? " " : "").Append(Printable(content)).Append('\n');
    }

    private void WriteMark(StringBuilder text, Mark mark)
    {
        var (content, offset) = Window(mark);
        var start = Math.Clamp(mark.Location.Span.Start - mark.Location.Source.LineStart(mark.Location.Line) - offset, 0, content.Length);
        var end = Math.Clamp(start + mark.Location.Span.Length, start, Math.Max(start, content.Length));
        var length = Math.Max(1, Columns(content.AsSpan(start, end - start)));
        var line = new string(' ', Columns(content.AsSpan(0, start))) + Painted(mark, new string(mark.Symbol, length));
        text.Append(Bar).Append(' ').Append(line);
        if (mark.Label is { } label)
        {
            text.Append(' ').Append(Painted(mark, label));
        }

        text.Append('\n');
    }

    private string Painted(Mark mark, string text) => mark.Symbol == '^' ? _paint.Severity(_diagnostic.Severity, text) : _paint.Frame(text);

    /// <summary>The whole line, or the part of a very long one around the mark.</summary>
    private static (string Text, int Offset) Window(Mark mark)
    {
        var source = mark.Location.Source;
        var line = source.LineText(mark.Location.Line);
        if (line.Length <= LongestLine)
        {
            return (line, 0);
        }

        var start = Math.Clamp(mark.Location.Span.Start - source.LineStart(mark.Location.Line) - WindowBefore, 0, line.Length - 1);
        return (line.Substring(start, Math.Min(LongestLine, line.Length - start)), start);
    }

    private static (string Text, string Marks) Apply(SourceText source, int line, IEnumerable<TextEdit> edits)
    {
        var content = source.LineText(line);
        var start = source.LineStart(line);
        var text = new StringBuilder();
        var marks = new StringBuilder();
        var at = 0;
        foreach (var edit in edits)
        {
            var kept = content[at..(edit.Span.Start - start)];
            text.Append(kept);
            marks.Append(' ', Columns(kept));
            var removed = content.Substring(edit.Span.Start - start, edit.Span.Length);
            text.Append(edit.NewText.Length > 0 ? edit.NewText : removed);
            marks.Append(
                edit.NewText.Length == 0 ? '-' : edit.Span.Length == 0 ? '+' : '~',
                Columns(edit.NewText.Length > 0 ? edit.NewText : removed));
            at = edit.Span.End - start;
        }

        text.Append(content.AsSpan(at));
        return (text.ToString(), marks.ToString());
    }

    /// <summary>Nothing of a file may move the cursor or turn the direction of the terminal it is shown on.</summary>
    private static string Printable(string content)
    {
        var text = new StringBuilder(content.Length);
        foreach (var c in content)
        {
            text.Append(c == '\t' ? ' ' : char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C' ? '�' : c);
        }

        return text.ToString();
    }

    private static int Columns(ReadOnlySpan<char> text)
    {
        var columns = 0;
        foreach (var c in text)
        {
            columns += char.IsLowSurrogate(c) ? 0 : 1;
        }

        return columns;
    }

    private sealed record Mark(Location Location, char Symbol, string? Label);
}
