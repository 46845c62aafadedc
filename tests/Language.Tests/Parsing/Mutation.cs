using Personalization.Journeys.Language.Parsing;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Tests.Parsing;

public enum MutationKind
{
    Drop,
    Swap,
    Double,
    Stray,
}

/// <summary>One slip of the pen in one token of a sample. <see cref="MustBreak"/> is true where no reading could make it legal.</summary>
public sealed record Mutation(SourceText Original, int Line, MutationKind Kind, string What, bool MustBreak, Span Span, string NewText)
{
    public SourceText Text { get; } = Apply(Original, [(Span, NewText)]);

    private static readonly string[] Stray = [";", "@", ")", "$"];

    /// <summary>Each token of each line once dropped, swapped, doubled and followed by a stray symbol.</summary>
    public static IEnumerable<Mutation> Of(SourceText source)
    {
        var layout = FileParser.Parse(source).Layout;
        var next = 0;
        foreach (var line in Lines(layout.Roots))
        {
            foreach (var physical in line.Lines)
            {
                foreach (var token in physical.Tokens)
                {
                    var first = token == line.Tokens[0];
                    yield return Drop(source, physical, token, line, first);
                    if (token.Kind == TokenKind.Word && Swapped(token.Text) is { } swapped)
                    {
                        yield return new Mutation(source, physical.Number, MutationKind.Swap, token.Text, first && Fixed(token.Text), token.Span, swapped);
                    }

                    yield return Double(source, physical, token, first);
                    var symbol = Stray[next++ % Stray.Length];
                    yield return new Mutation(source, physical.Number, MutationKind.Stray, symbol, true, new Span(token.Span.End, 0), " " + symbol);
                }
            }
        }
    }

    public override string ToString() => $"{Original.Path}:{Line} {Kind} `{What}`: {Text.LineText(Line).Trim()}";

    private static Mutation Drop(SourceText source, PhysicalLine physical, Token token, LogicalLine line, bool first)
    {
        var mustBreak = token.IsMark(":") && token == line.Colon
            || token.Text is ")" or "]" or "}" && token.Kind == TokenKind.Mark
            || first && Fixed(token.Text) && token.Text != "else";
        var end = token.Span.End;
        while (token == physical.Tokens[0] && source.Text[end] == ' ')
        {
            end++;
        }

        return new Mutation(source, physical.Number, MutationKind.Drop, token.Text, mustBreak, Span.FromBounds(token.Span.Start, end), "");
    }

    private static Mutation Double(SourceText source, PhysicalLine physical, Token token, bool first)
    {
        var mustBreak = token.Kind == TokenKind.Mark && token.Text is not "-" || token.Kind == TokenKind.Text || first && Fixed(token.Text);
        var written = source.Text.Substring(token.Span.Start, token.Span.Length);
        return new Mutation(source, physical.Number, MutationKind.Double, token.Text, mustBreak, token.Span, written + " " + written);
    }

    /// <summary>Words that only ever start a statement of their own.</summary>
    private static bool Fixed(string word) => word is
        "journey" or "segment" or "event" or "template" or "policy" or "enter" or "goal" or "eligible" or "flow" or "wait" or "send" or "if" or "else"
        or "match" or "when" or "let" or "on" or "exit" or "call" or "arm" or "expect" or "given" or "takes" or "subject" or "title" or "quiet" or "repeat";

    private static string? Swapped(string word)
    {
        for (var i = word.Length / 2; i + 1 < word.Length; i++)
        {
            if (word[i] != word[i + 1])
            {
                return word[..i] + word[i + 1] + word[i] + word[(i + 2)..];
            }
        }

        return word.Length == 2 && word[0] != word[1] ? $"{word[1]}{word[0]}" : null;
    }

    /// <summary>Several slips in one text; they must not touch each other.</summary>
    public static SourceText Apply(SourceText source, IEnumerable<(Span Span, string NewText)> edits)
    {
        var text = source.Text;
        foreach (var (span, newText) in edits.OrderByDescending(e => e.Span.Start))
        {
            text = string.Concat(text.AsSpan(0, span.Start), newText, text.AsSpan(span.End));
        }

        return new SourceText(source.Path, text);
    }

    private static IEnumerable<LogicalLine> Lines(IEnumerable<LogicalLine> lines) => lines.SelectMany(l => Lines(l.Children).Prepend(l));
}
