namespace Personalization.Journeys.Language.Text;

/// <summary>A statement: a line with its clause lines, and the block of deeper lines that belongs to it.</summary>
internal sealed class LogicalLine
{
    private readonly List<Token> _tokens = [];
    private readonly List<PhysicalLine> _lines = [];
    private readonly List<LogicalLine> _children = [];

    internal LogicalLine(PhysicalLine first, int indent)
    {
        Indent = indent;
        Append(first);
    }

    /// <summary>Without the closing colon.</summary>
    public IReadOnlyList<Token> Tokens => _tokens;

    /// <summary>The `:` that opens the block.</summary>
    public Token? Colon { get; private set; }

    public int Indent { get; }

    public IReadOnlyList<PhysicalLine> Lines => _lines;

    public IReadOnlyList<LogicalLine> Children => _children;

    /// <summary>The `##` lines directly above, without the marks.</summary>
    public string? Documentation { get; internal set; }

    /// <summary>Something on the line is already reported, so that a further complaint would only repeat it.</summary>
    public bool Unreadable { get; internal set; }

    /// <summary>Over a limit that protects whoever parses it; already reported, and not to be parsed.</summary>
    public bool TooLarge { get; internal set; }

    public Span Span => _tokens.Count > 0 ? _tokens[0].Span.To((Colon ?? _tokens[^1]).Span) : Colon?.Span ?? _lines[0].Span;

    /// <summary>The clauses of an understood statement: at which token each starts, and with which words.</summary>
    internal IReadOnlyList<(int Token, string Words)> Clauses { get; set; } = [];

    internal int OpenBrackets { get; private set; }

    internal Token? BracketTooDeep { get; private set; }

    internal void Append(PhysicalLine line)
    {
        _lines.Add(line);
        Unreadable |= line.Unreadable;
        foreach (var token in line.Tokens)
        {
            if (token.Kind == TokenKind.Mark)
            {
                OpenBrackets = token.Text switch
                {
                    "(" or "[" or "{" => OpenBrackets + 1,
                    ")" or "]" or "}" => Math.Max(0, OpenBrackets - 1),
                    _ => OpenBrackets,
                };
                BracketTooDeep ??= OpenBrackets > Limits.Brackets ? token : null;
            }

            _tokens.Add(token);
        }

        if (_tokens.Count > 0 && _tokens[^1].IsMark(":"))
        {
            Colon = _tokens[^1];
            _tokens.RemoveAt(_tokens.Count - 1);
        }
    }

    internal void Adopt(LogicalLine child) => _children.Add(child);
}
