using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;

namespace Personalization.Journeys.Language.Text;

/// <summary>Reads the tokens of one line. Only ASCII digits and letters count, whatever the machine's culture.</summary>
internal sealed class LineScanner
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly ICollection<Diagnostic> _diagnostics;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _end;
    private bool _unreadable;

    public LineScanner(SourceText source, ICollection<Diagnostic> diagnostics)
    {
        _source = source;
        _text = source.Text;
        _diagnostics = diagnostics;
    }

    /// <summary>The tokens of a stretch of text that is not a line of its own, such as `{…}` in a text.</summary>
    public static ImmutableArray<Token> ScanSpan(SourceText source, Span span, ICollection<Diagnostic> diagnostics)
    {
        var scanner = new LineScanner(source, diagnostics) { _at = span.Start, _end = span.End };
        scanner.ScanTokens();
        return [.. scanner._tokens];
    }

    public PhysicalLine Scan(int number)
    {
        var start = _source.LineStart(number);
        _end = number < _source.LineCount ? _source.LineStart(number + 1) : _text.Length;
        while (_end > start && _text[_end - 1] is '\n' or '\r')
        {
            _end--;
        }

        _at = start;
        _unreadable = false;
        _tokens.Clear();
        if (number == 1 && _at < _end && _text[_at] == '\uFEFF')
        {
            _at++;
        }

        var indent = ReadIndent();
        var span = Span.FromBounds(start, _end);
        if (_end - start > Limits.Columns)
        {
            _diagnostics.Add(JourneyDiagnostics.LineTooLong(At(Span.FromBounds(start + Limits.Columns, start + Limits.Columns)), _end - start));
            return new PhysicalLine(number, PhysicalLineKind.TooLong, indent, [], null, span) { Unreadable = true };
        }

        if (_at >= _end)
        {
            return new PhysicalLine(number, PhysicalLineKind.Blank, indent, [], null, span);
        }

        FindDirectionMarks(span);
        if (_text[_at] == '#')
        {
            var documentation = _at + 1 < _end && _text[_at + 1] == '#';
            var kind = documentation ? PhysicalLineKind.Documentation : PhysicalLineKind.Comment;
            return new PhysicalLine(number, kind, indent, [], Span.FromBounds(_at, _end), span);
        }

        ScanTokens();
        Span? comment = _at < _end ? Span.FromBounds(_at, _end) : null;
        return new PhysicalLine(number, PhysicalLineKind.Code, indent, [.. _tokens], comment, span) { Unreadable = _unreadable };
    }

    private int ReadIndent()
    {
        var indent = 0;
        var start = _at;
        var tab = false;
        for (; _at < _end && _text[_at] is ' ' or '\t'; _at++)
        {
            tab |= _text[_at] == '\t';
            indent += _text[_at] == '\t' ? 2 : 1;
        }

        if (tab && _at < _end)
        {
            _diagnostics.Add(JourneyDiagnostics.TabIndentation(At(Span.FromBounds(start, _at)), indent));
        }

        return indent;
    }

    private void ScanTokens()
    {
        while (_at < _end)
        {
            var c = _text[_at];
            if (c is ' ' or '\t')
            {
                _at++;
            }
            else if (c == '#')
            {
                return;
            }
            else if (c is '"' or '\'')
            {
                ReadText(c);
            }
            else if (char.IsAsciiDigit(c))
            {
                ReadNumber();
            }
            else if (c == '_' || char.IsLetter(_text, _at))
            {
                ReadWord();
            }
            else
            {
                ReadMark(c);
            }
        }
    }

    private void ReadText(char quote)
    {
        var start = _at++;
        if (TextEnd(quote, ref _at))
        {
            Add(TokenKind.Text, start);
            return;
        }

        _diagnostics.Add(JourneyDiagnostics.UnclosedText(At(Span.FromBounds(start, _at)), quote));
        _unreadable = true;
        Add(TokenKind.Text, start);
    }

    /// <summary>Moves behind the closing quote. In braces the other quote may open a text; the same quote ends this one.</summary>
    private bool TextEnd(char quote, ref int at)
    {
        var braces = 0;
        while (at < _end)
        {
            var c = _text[at++];
            if (c == '\\' && braces == 0 && at < _end)
            {
                at++;
            }
            else if (c == quote)
            {
                return true;
            }
            else if (c == '{')
            {
                braces++;
            }
            else if (c == '}' && braces > 0)
            {
                braces--;
            }
            else if (braces > 0 && c is '"' or '\'')
            {
                SkipInner(c, quote, ref at);
            }
        }

        return false;
    }

    private void SkipInner(char inner, char outer, ref int at)
    {
        for (var i = at; i < _end && _text[i] != outer; i++)
        {
            if (_text[i] == '\\')
            {
                i++;
            }
            else if (_text[i] == inner)
            {
                at = i + 1;
                return;
            }
        }
    }

    private void ReadNumber()
    {
        var start = _at;
        if (Matches("dddd-dd-dd"))
        {
            _at += 10;
            Add(TokenKind.Date, start);
            return;
        }

        if (Matches("dd:dd") || Matches("d:dd"))
        {
            _at += Matches("dd:dd") ? 5 : 4;
            Add(TokenKind.Time, start);
            return;
        }

        Digits();
        if (_at + 1 < _end && _text[_at] == '.' && char.IsAsciiDigit(_text[_at + 1]))
        {
            _at++;
            Digits();
        }

        if (_at < _end && _text[_at] == '%')
        {
            _at++;
            Add(TokenKind.Percent, start);
            return;
        }

        Add(TokenKind.Number, start);
    }

    private void Digits()
    {
        while (_at < _end && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '_' && _at + 1 < _end && char.IsAsciiDigit(_text[_at + 1])))
        {
            _at++;
        }
    }

    private bool Matches(string pattern)
    {
        if (_at + pattern.Length > _end)
        {
            return false;
        }

        for (var i = 0; i < pattern.Length; i++)
        {
            var c = _text[_at + i];
            if (pattern[i] == 'd' ? !char.IsAsciiDigit(c) : c != pattern[i])
            {
                return false;
            }
        }

        return _at + pattern.Length == _end || !char.IsAsciiDigit(_text[_at + pattern.Length]);
    }

    private void ReadWord()
    {
        var start = _at;
        while (_at < _end && (_text[_at] == '_' || char.IsLetterOrDigit(_text, _at)))
        {
            _at += char.IsHighSurrogate(_text[_at]) ? 2 : 1;
        }

        _at = Math.Min(_at, _end);
        var span = Span.FromBounds(start, _at);
        var written = _text[start.._at];
        if (written.Length == 3 && written.All(char.IsAsciiLetterUpper))
        {
            _tokens.Add(new Token(TokenKind.Currency, written, span));
            return;
        }

        _tokens.Add(new Token(TokenKind.Word, WordSpelling.Check(written, At(span), _diagnostics), span));
    }

    private void ReadMark(char c)
    {
        var start = _at;
        var next = _at + 1 < _end ? _text[_at + 1] : '\0';
        var (written, meant, kind) = (c, next) switch
        {
            ('=', '=') => ("==", "=", TokenKind.Mark),
            ('&', '&') => ("&&", "and", TokenKind.Word),
            ('|', '|') => ("||", "or", TokenKind.Word),
            ('<', '>') => ("<>", "!=", TokenKind.Mark),
            ('!', '=') or ('<', '=') or ('>', '=') => (_text.Substring(start, 2), _text.Substring(start, 2), TokenKind.Mark),
            ('!', _) => ("!", "not", TokenKind.Word),
            _ when ":,.()[]{}=<>+-*/".Contains(c, StringComparison.Ordinal) => (c.ToString(), c.ToString(), TokenKind.Mark),
            _ => ("", "", TokenKind.Mark),
        };
        if (written.Length == 0)
        {
            _at += char.IsHighSurrogate(c) && _at + 1 < _end ? 2 : 1;
            var span = Span.FromBounds(start, _at);
            if (!_unreadable)
            {
                _diagnostics.Add(JourneyDiagnostics.NoMeaning(At(span), _text[start.._at]));
            }

            // Typographic quotes hold a text all the same; its words are none of ours.
            if (c is '“' or '”' or '„' && _text.AsSpan(_at, _end - _at).IndexOfAny("“”\"") is var close and >= 0)
            {
                _at += close + 1;
                Add(TokenKind.Text, start);
            }

            _unreadable = true;
            return;
        }

        _at += written.Length;
        var at = Span.FromBounds(start, _at);
        if (written != meant)
        {
            _diagnostics.Add(JourneyDiagnostics.ForeignOperator(At(at), written, meant));
        }

        _tokens.Add(new Token(kind, meant, at));
    }

    private void FindDirectionMarks(Span span)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            if (_text[i] is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C')
            {
                _diagnostics.Add(JourneyDiagnostics.DirectionMarks(At(new Span(i, 1)), _text[i]));
                _unreadable = true;
                return;
            }
        }
    }

    private void Add(TokenKind kind, int start) => _tokens.Add(new Token(kind, _text[start.._at], Span.FromBounds(start, _at)));

    private Location At(Span span) => new(_source, span);
}
