using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>
/// The tokens of one statement while it is parsed, and how far any parser got. Sprache forgets a failure inside
/// `Many` or `Optional`; the farthest one is what the author needs to hear.
/// </summary>
internal sealed class TokenLine
{
    private readonly IReadOnlyList<Token> _tokens;
    private readonly TokenInput?[] _inputs;
    private readonly List<string> _expected = [];
    private readonly Dictionary<int, TextSyntax> _texts = [];

    public TokenLine(SourceText source, IReadOnlyList<Token> tokens, Span empty, ICollection<Diagnostic> diagnostics)
    {
        Source = source;
        _tokens = tokens;
        _inputs = new TokenInput?[tokens.Count + 1];
        Diagnostics = diagnostics;
        Empty = empty;
    }

    public SourceText Source { get; }

    public ICollection<Diagnostic> Diagnostics { get; }

    public int Count => _tokens.Count;

    /// <summary>Where a line without tokens stands.</summary>
    public Span Empty { get; }

    public TokenInput Start => At(0);

    public int Farthest { get; private set; }

    public IReadOnlyList<string> Expected => _expected;

    /// <summary>The clauses that were taken, for the formatter.</summary>
    public List<(int Token, string Words)> Clauses { get; } = [];

    public Token? this[int index] => index < _tokens.Count ? _tokens[index] : null;

    /// <summary>A text is read once, however often parsers try it, so that what is wrong in it is said once.</summary>
    public TextSyntax TextOf(Token token)
    {
        if (!_texts.TryGetValue(token.Span.Start, out var text))
        {
            _texts.Add(token.Span.Start, text = Texts.Read(Source, token, Diagnostics));
        }

        return text;
    }

    public TokenInput At(int index) => _inputs[index] ??= new TokenInput(this, index);

    public bool StartsLine(int index) =>
        index > 0 && index < Count
        && Source.Text.AsSpan(_tokens[index - 1].Span.End, _tokens[index].Span.Start - _tokens[index - 1].Span.End).Contains('\n');

    public void Expect(int index, string what)
    {
        if (index > Farthest)
        {
            Farthest = index;
            _expected.Clear();
        }

        if (index == Farthest && !_expected.Contains(what))
        {
            _expected.Add(what);
        }
    }

    /// <summary>What the tokens from one index up to another cover; a point behind the one before when there are none.</summary>
    public Span SpanOf(int from, int to)
    {
        if (to > from)
        {
            return _tokens[from].Span.To(_tokens[to - 1].Span);
        }

        return from > 0 ? new Span(_tokens[from - 1].Span.End, 0) : Count > 0 ? new Span(_tokens[0].Span.Start, 0) : Empty;
    }
}
