namespace Personalization.Journeys.Language.Text;

/// <summary>A half-open stretch of a source text, in UTF-16 characters from its start.</summary>
public readonly record struct Span(int Start, int Length)
{
    public int End => Start + Length;

    /// <summary>The smallest span that covers both.</summary>
    public Span To(Span other) => FromBounds(Math.Min(Start, other.Start), Math.Max(End, other.End));

    public static Span FromBounds(int start, int end) => new(start, end - start);
}
