using Personalization.Journeys.Language.Text;
using Sprache;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>A place between two tokens of a statement; Sprache's parsers move over tokens instead of characters.</summary>
internal sealed class TokenInput(TokenLine line, int index) : IInput
{
    public TokenLine Line { get; } = line;

    public int Position { get; } = index;

    public Token? Token { get; } = line[index];

    public Token? Next => Line[Position + 1];

    /// <summary>True when the token is the first one on a further line of its statement.</summary>
    public bool StartsLine => Line.StartsLine(Position);

    public bool AtEnd => Token is null;

    public string Source => Line.Source.Text;

    public char Current => Token is { Text.Length: > 0 } token ? token.Text[0] : '\0';

    public int Column => Position + 1;

    public IDictionary<object, object> Memos => throw new NotSupportedException("Parse.Ref is not used: it throws on a second failure at one place.");

    int IInput.Line => 1;

    public TokenInput Move(int count = 1) => Line.At(Math.Min(Position + count, Line.Count));

    public IInput Advance() => Move();

    public bool Equals(IInput? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => Position;
}
