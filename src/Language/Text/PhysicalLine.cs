using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Text;

internal enum PhysicalLineKind
{
    Blank,
    Comment,
    Documentation,
    Code,

    /// <summary>Longer than a line may be; its tokens are not known.</summary>
    TooLong,
}

/// <summary>
/// One line of a file as it stands. <see cref="Span"/> leaves the line end out. What stands between the tokens is
/// white space, or characters without meaning that were reported; after them only <see cref="Comment"/> follows.
/// </summary>
internal sealed record PhysicalLine(int Number, PhysicalLineKind Kind, int Indent, ImmutableArray<Token> Tokens, Span? Comment, Span Span)
{
    /// <summary>A character or text on this line could not be read; that is reported, and the line is not judged further.</summary>
    public bool Unreadable { get; init; }
}
