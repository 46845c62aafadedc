using Personalization.Journeys.Language.Diagnostics;

namespace Personalization.Journeys.Language.Text;

/// <summary>
/// Cuts a file into logical lines and their blocks, by indentation alone. It cannot fail: whatever is wrong is
/// reported, and every line still finds a place in the tree.
/// </summary>
internal sealed class LayoutReader
{
    private readonly SourceText _source;
    private readonly ICollection<Diagnostic> _diagnostics;
    private readonly List<PhysicalLine> _lines = [];
    private readonly List<LogicalLine> _roots = [];
    private readonly List<LogicalLine> _open = [];
    private readonly List<Suppression> _suppressions = [];
    private readonly List<(string Code, string Reason, Location Location)> _allowed = [];
    private readonly List<string> _documentation = [];
    private LogicalLine? _last;
    private int? _tooDeep;

    private LayoutReader(SourceText source, ICollection<Diagnostic> diagnostics)
    {
        _source = source;
        _diagnostics = diagnostics;
    }

    public static Layout Read(SourceText source, ICollection<Diagnostic> diagnostics)
    {
        var reader = new LayoutReader(source, diagnostics);
        reader.ReadLines();
        reader.CheckIndentation(null, reader._roots);
        return new Layout(source, [.. reader._lines], [.. reader._roots], [.. reader._suppressions]);
    }

    private void ReadLines()
    {
        var scanner = new LineScanner(_source, _diagnostics);
        for (var number = 1; number <= _source.LineCount; number++)
        {
            if (number > Limits.Lines)
            {
                _diagnostics.Add(JourneyDiagnostics.TooManyLines(At(new Span(_source.LineStart(number), 0))));
                break;
            }

            var line = scanner.Scan(number);
            _lines.Add(line);
            Take(line);
        }
    }

    private void Take(PhysicalLine line)
    {
        switch (line.Kind)
        {
            case PhysicalLineKind.Blank:
                _documentation.Clear();
                break;
            case PhysicalLineKind.Documentation:
                _documentation.Add(_source.Text[line.Comment!.Value.Start..line.Comment.Value.End].TrimStart('#').Trim());
                break;
            case PhysicalLineKind.Comment:
                ReadAllow(line.Comment!.Value);
                break;
            case PhysicalLineKind.Code:
            case PhysicalLineKind.TooLong:
                Place(line);
                break;
        }
    }

    private void Place(PhysicalLine line)
    {
        foreach (var (code, reason, location) in _allowed)
        {
            _suppressions.Add(new Suppression(code, reason, location, line.Number));
        }

        _allowed.Clear();
        if (line.Tokens.Length == 0 && line.Kind == PhysicalLineKind.Code)
        {
            return;
        }

        if (_last is not null && Continues(_last, line))
        {
            _last.Append(line);
            CheckSize(_last);
            return;
        }

        Start(line);
    }

    private static bool Continues(LogicalLine above, PhysicalLine line)
    {
        if (above.Colon is not null || above.Unreadable && above.Tokens.Count == 0)
        {
            return false;
        }

        if (above.OpenBrackets > 0 && line.Indent == above.Indent && line.Tokens.Length > 0 && line.Tokens[0].Text is ")" or "]" or "}")
        {
            return true;
        }

        return line.Indent > above.Indent
            && Clauses.MayContinue(above)
            && (above.OpenBrackets > 0 || Clauses.IsUnfinished(above) || Clauses.Continues(line.Tokens));
    }

    private void Start(PhysicalLine line)
    {
        if (_tooDeep < line.Indent)
        {
            return;
        }

        _tooDeep = null;
        var indent = Snapped(line);
        CloseTo(indent);
        if (_open.Count > 0 && _open[^1] is { Colon: null } above && indent == above.Indent + 1)
        {
            Report(line, JourneyDiagnostics.UnevenIndentation(At(Written(line)), indent, above.Indent));
            indent = above.Indent;
            CloseTo(indent);
        }

        if (_open.Count >= Limits.Blocks)
        {
            _diagnostics.Add(JourneyDiagnostics.BlocksTooDeep(At(Written(line))));
            _tooDeep = line.Indent - 1;
            _open[^1].Unreadable = true;
            return;
        }

        var logical = new LogicalLine(line, indent);
        if (_documentation.Count > 0)
        {
            logical.Documentation = string.Join('\n', _documentation);
            _documentation.Clear();
        }

        if (_open.Count > 0)
        {
            _open[^1].Adopt(logical);
        }
        else
        {
            _roots.Add(logical);
        }

        _open.Add(logical);
        _last = logical;
        CheckSize(logical);
    }

    /// <summary>One space less than the lines it stands among: it is one of them, and said to be uneven once.</summary>
    private int Snapped(PhysicalLine line)
    {
        var deeper = _open.FindIndex(l => l.Indent >= line.Indent);
        if (deeper <= 0 || _open[deeper].Indent != line.Indent + 1)
        {
            return line.Indent;
        }

        Report(line, JourneyDiagnostics.UnevenIndentation(At(Written(line)), line.Indent, line.Indent + 1));
        return line.Indent + 1;
    }

    private void CloseTo(int indent)
    {
        while (_open.Count > 0 && _open[^1].Indent >= indent)
        {
            _open.RemoveAt(_open.Count - 1);
        }
    }

    private void CheckSize(LogicalLine line)
    {
        if (line.TooLarge)
        {
            return;
        }

        if (line.BracketTooDeep is not null)
        {
            _diagnostics.Add(JourneyDiagnostics.BracketsTooDeep(At(line.BracketTooDeep.Span)));
            line.TooLarge = true;
        }
        else if (line.Tokens.Count > Limits.StatementLength)
        {
            _diagnostics.Add(JourneyDiagnostics.StatementTooLong(At(line.Tokens[0].Span)));
            line.TooLarge = true;
        }
    }

    private void CheckIndentation(LogicalLine? parent, IReadOnlyList<LogicalLine> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var usual = parent is null ? 0 : lines.GroupBy(l => l.Indent).OrderByDescending(g => g.Count()).ThenBy(g => g.First().Span.Start).First().Key;
        foreach (var line in lines)
        {
            if (line.Indent != usual)
            {
                Report(line.Lines[0], parent is null
                    ? JourneyDiagnostics.IndentedDeclaration(At(Written(line.Lines[0])), line.Indent)
                    : JourneyDiagnostics.UnevenIndentation(At(Written(line.Lines[0])), line.Indent, usual));
            }

            CheckIndentation(line, line.Children);
        }
    }

    private void Report(PhysicalLine line, Diagnostic diagnostic)
    {
        if (!IndentedWithTab(line))
        {
            _diagnostics.Add(diagnostic);
        }
    }

    private bool IndentedWithTab(PhysicalLine line)
    {
        for (var i = line.Span.Start; i < line.Span.End && _source.Text[i] is ' ' or '\t'; i++)
        {
            if (_source.Text[i] == '\t')
            {
                return true;
            }
        }

        return false;
    }

    private void ReadAllow(Span comment)
    {
        var text = _source.Text[comment.Start..comment.End].TrimStart('#').Trim();
        const string start = "allow JRN";
        if (!text.StartsWith(start, StringComparison.Ordinal))
        {
            return;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var code = text[6..(colon < 0 ? text.Length : colon)].Trim();
        var reason = colon < 0 ? "" : text[(colon + 1)..].Trim();
        if (reason.Length == 0)
        {
            _diagnostics.Add(JourneyDiagnostics.AllowWithoutReason(At(comment), code));
            return;
        }

        _allowed.Add((code, reason, At(comment)));
    }

    private static Span Written(PhysicalLine line) =>
        line.Tokens.Length > 0 ? line.Tokens[0].Span.To(line.Tokens[^1].Span) : line.Span;

    private Location At(Span span) => new(_source, span);
}
