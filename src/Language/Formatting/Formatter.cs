using System.Text;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Parsing;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Formatting;

/// <summary>
/// One layout for every text: two spaces a level, one space between words, one blank line at most. Comments and the
/// author's order stay; lines that are not understood stay as they are.
/// </summary>
public sealed class Formatter
{
    private readonly SourceText _source;
    private readonly Layout _layout;
    private readonly HashSet<int> _brokenLines;
    private readonly HashSet<int> _doubtfulLines;
    private readonly StringBuilder _text = new();
    private bool _blankBefore;

    private Formatter(ParseResult parsed)
    {
        _source = parsed.File.Source;
        _layout = parsed.Layout;
        _brokenLines = LinesOf(parsed, d => d.Severity == Severity.Error && d.Code != "JRN0003");
        _doubtfulLines = LinesOf(parsed, d => d.Code is "JRN0103" or "JRN0105" or "JRN0108");
    }

    public static string Format(SourceText source)
    {
        var formatter = new Formatter(FileParser.Parse(source));
        var written = formatter.WriteLines(formatter._layout.Roots, 0, 0);
        formatter.WriteGap(written, formatter._layout.Lines.Length, 0, null);
        formatter.WriteUnread();
        return formatter._text.ToString();
    }

    /// <summary>Writes statements with their blocks and what stands above them; returns the last line written.</summary>
    private int WriteLines(IReadOnlyList<LogicalLine> lines, int depth, int after)
    {
        foreach (var line in lines)
        {
            after = WriteWithGap(line, depth, after);
        }

        return after;
    }

    private int WriteWithGap(LogicalLine line, int depth, int after)
    {
        WriteGap(after, line.Lines[0].Number - 1, depth, line);
        var last = LastLine(line);
        if (depth == 0 && IsDoubtful(line))
        {
            for (var number = line.Lines[0].Number; number <= last; number++)
            {
                Emit(_source.LineText(number).TrimEnd());
            }

            return last;
        }

        WriteStatement(line, depth);
        WriteBlock(line, depth);
        return last;
    }

    private void WriteBlock(LogicalLine line, int depth)
    {
        var start = line.Lines[^1].Number;
        var order = depth == 0 && line.Tokens.Count > 0 && line.Tokens[0].IsWord("journey") ? SettingOrder.Of(line.Children, IsBroken) : null;
        if (order is null)
        {
            WriteLines(line.Children, depth + 1, start);
            return;
        }

        var above = line.Children.Zip(line.Children.Skip(1), (previous, next) => (next, LastLine(previous))).ToDictionary(p => p.next, p => p.Item2);
        var firstHadBlank = _layout.Lines[start].Kind == PhysicalLineKind.Blank;
        foreach (var setting in order)
        {
            _blankBefore = false;
            var gap = above.GetValueOrDefault(setting, start);
            if (setting == order[0] && !firstHadBlank)
            {
                while (_layout.Lines[gap].Kind == PhysicalLineKind.Blank)
                {
                    gap++;
                }
            }

            WriteWithGap(setting, depth + 1, gap);
        }
    }

    private void WriteStatement(LogicalLine line, int depth)
    {
        var indent = depth * 2;
        if (IsBroken(line) || HasCommentInside(line))
        {
            WriteAsWritten(line, indent);
            return;
        }

        var lines = StatementLayout.Lines(_source, line, indent).ToList();
        if (lines.Count != line.Lines.Count && line.Lines.SkipLast(1).Any(l => l.Comment is not null))
        {
            WriteAsWritten(line, indent);
            return;
        }

        for (var i = 0; i < lines.Count; i++)
        {
            var comment = i == lines.Count - 1 ? line.Lines[^1].Comment : i < line.Lines.Count - 1 ? line.Lines[i].Comment : null;
            Emit(comment is { } span ? $"{lines[i]}  {_source.Text[span.Start..span.End].TrimEnd()}" : lines[i]);
        }
    }

    /// <summary>The words stay as they are; the lines only move along with the block around them.</summary>
    private void WriteAsWritten(LogicalLine line, int indent)
    {
        var first = line.Lines[0];
        for (var number = first.Number; number <= line.Lines[^1].Number; number++)
        {
            var physical = _layout.Lines[number - 1];
            if (physical.Kind == PhysicalLineKind.Blank)
            {
                _blankBefore = true;
                continue;
            }

            var margin = number == first.Number ? indent : Math.Max(0, indent + physical.Indent - first.Indent);
            Emit(new string(' ', margin) + _source.LineText(number).Trim().TrimStart('\uFEFF'));
        }
    }

    /// <summary>Blank lines, comments and unreadable lines between two statements.</summary>
    private void WriteGap(int after, int until, int depth, LogicalLine? next)
    {
        for (var number = after + 1; number <= until && number <= _layout.Lines.Length; number++)
        {
            var line = _layout.Lines[number - 1];
            switch (line.Kind)
            {
                case PhysicalLineKind.Blank:
                    _blankBefore = true;
                    break;
                case PhysicalLineKind.Comment:
                case PhysicalLineKind.Documentation:
                    var margin = line.Indent <= (next?.Indent ?? 0) ? depth : DepthAt(line);
                    Emit(new string(' ', margin * 2) + _source.Text[line.Comment!.Value.Start..line.Comment.Value.End].TrimEnd());
                    break;
                default:
                    Emit(_source.LineText(number).TrimEnd());
                    break;
            }
        }
    }

    /// <summary>A comment deeper than what follows belongs to the block above it.</summary>
    private int DepthAt(PhysicalLine comment)
    {
        var depth = 0;
        IReadOnlyList<LogicalLine> lines = _layout.Roots;
        while (lines.LastOrDefault(l => l.Lines[0].Number < comment.Number) is { } above && above.Indent <= comment.Indent)
        {
            if (above.Indent == comment.Indent || above.Children.Count == 0 || above.Children[0].Indent > comment.Indent)
            {
                return above.Indent < comment.Indent && above.Children.Count > 0 ? depth + 1 : depth;
            }

            lines = above.Children;
            depth++;
        }

        return depth;
    }

    private void WriteUnread()
    {
        for (var number = _layout.Lines.Length + 1; number <= _source.LineCount; number++)
        {
            Emit(_source.LineText(number).TrimEnd());
        }
    }

    private void Emit(string line)
    {
        if (_blankBefore && _text.Length > 0)
        {
            _text.Append('\n');
        }

        _blankBefore = false;
        _text.Append(line).Append('\n');
    }

    private bool IsBroken(LogicalLine line) => line.Lines.Any(l => _brokenLines.Contains(l.Number));

    private bool IsDoubtful(LogicalLine line) =>
        line.Colon is null && line.Children.Count > 0
        || line.Lines.Any(l => _doubtfulLines.Contains(l.Number) || l.Kind == PhysicalLineKind.TooLong)
        || line.Children.Any(IsDoubtful);

    private bool HasCommentInside(LogicalLine line) =>
        Enumerable.Range(line.Lines[0].Number, line.Lines[^1].Number - line.Lines[0].Number)
            .Any(number => _layout.Lines[number - 1].Kind is PhysicalLineKind.Comment or PhysicalLineKind.Documentation);

    private static int LastLine(LogicalLine line) => line.Children.Count > 0 ? LastLine(line.Children[^1]) : line.Lines[^1].Number;

    private static HashSet<int> LinesOf(ParseResult parsed, Func<Diagnostic, bool> which) =>
        [.. parsed.Diagnostics.Where(which).Select(d => d.Location.Line)];
}
