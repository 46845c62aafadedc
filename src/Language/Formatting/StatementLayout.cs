using System.Text;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Formatting;

/// <summary>
/// Where a statement breaks into lines. The author's choice between one line and clause lines stands while it fits;
/// once one clause has a line of its own, the clauses that carry conditions and values all have.
/// </summary>
internal sealed class StatementLayout
{
    public const int Width = 88;

    private readonly SourceText _source;
    private readonly LogicalLine _line;
    private readonly int _indent;
    private readonly SortedSet<int> _breaks = [];

    private StatementLayout(SourceText source, LogicalLine line, int indent)
    {
        _source = source;
        _line = line;
        _indent = indent;
    }

    public static IEnumerable<string> Lines(SourceText source, LogicalLine line, int indent)
    {
        var layout = new StatementLayout(source, line, indent);
        layout.TakeAuthorsBreaks();
        if (!line.Lines.SkipLast(1).Any(l => l.Comment is not null))
        {
            layout.Arrange();
        }

        return layout.Write();
    }

    private void TakeAuthorsBreaks()
    {
        var token = 0;
        foreach (var physical in _line.Lines.SkipLast(1))
        {
            token += physical.Tokens.Length;
            _breaks.Add(token);
        }
    }

    private void Arrange()
    {
        var tooWide = _breaks.Count == 0 && _indent + TextOf(0, _line.Tokens.Count).Length + (_line.Colon is null ? 0 : 1) > Width;
        if (tooWide || _line.Clauses.Any(c => HasOwnLine(c.Words) && _breaks.Contains(c.Token)))
        {
            _breaks.UnionWith(_line.Clauses.Where(c => HasOwnLine(c.Words)).Select(c => c.Token));
        }

        foreach (var (token, words) in _line.Clauses.OrderBy(c => c.Token))
        {
            if (!HasOwnLine(words) && _breaks.Contains(token) && _breaks.Min == token && FitsWithVerb(token))
            {
                _breaks.Remove(token);
            }
        }
    }

    private static bool HasOwnLine(string words) => words is "with" or "where" or "within" or "keyed by";

    private bool FitsWithVerb(int token)
    {
        var next = _breaks.Where(b => b > token).Append(_line.Tokens.Count).Min();
        return _indent + TextOf(0, next).Length + (next == _line.Tokens.Count && _line.Colon is not null ? 1 : 0) <= Width;
    }

    private IEnumerable<string> Write()
    {
        var start = 0;
        var brackets = 0;
        foreach (var end in _breaks.Append(_line.Tokens.Count))
        {
            if (end > start || _line.Tokens.Count == 0)
            {
                var margin = start == 0 ? _indent : Margin(start, brackets);
                var colon = end == _line.Tokens.Count && _line.Colon is not null ? ":" : "";
                yield return new string(' ', margin) + TextOf(start, end) + colon;
            }

            for (; start < end; start++)
            {
                brackets += Opens(_line.Tokens[start]) ? 1 : Closes(_line.Tokens[start]) ? -1 : 0;
            }
        }
    }

    /// <summary>Clauses of an opener stand deeper than its block, so that nothing but the block stands at the block's depth.</summary>
    private int Margin(int token, int brackets)
    {
        var clause = _indent + (_line.Colon is null ? 2 : 4);
        if (brackets <= 0)
        {
            return clause;
        }

        return Closes(_line.Tokens[token]) ? _indent + (brackets - 1) * 2 : clause + (brackets - 1) * 2;
    }

    private string TextOf(int start, int end)
    {
        var text = new StringBuilder();
        for (var i = start; i < end; i++)
        {
            TokenSpacing.Append(text, _source, i > start ? _line.Tokens[i - 1] : null, i > start + 1 ? _line.Tokens[i - 2] : null, _line.Tokens[i]);
        }

        return text.ToString();
    }

    private static bool Opens(Token token) => token.Kind == TokenKind.Mark && token.Text is "(" or "[" or "{";

    private static bool Closes(Token token) => token.Kind == TokenKind.Mark && token.Text is ")" or "]" or "}";
}
