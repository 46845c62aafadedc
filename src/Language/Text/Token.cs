namespace Personalization.Journeys.Language.Text;

/// <summary>
/// A word, number, text or mark of a line. <see cref="Text"/> is what was meant where the lexer could tell
/// (`and` for `&amp;&amp;`); <see cref="Span"/> is what was written.
/// </summary>
internal sealed record Token(TokenKind Kind, string Text, Span Span)
{
    public bool Is(TokenKind kind, string text) => Kind == kind && Text == text;

    public bool IsWord(string text) => Is(TokenKind.Word, text);

    public bool IsMark(string text) => Is(TokenKind.Mark, text);
}
