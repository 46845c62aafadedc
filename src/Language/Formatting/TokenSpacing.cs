using System.Collections.Frozen;
using System.Text;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Formatting;

/// <summary>Which tokens stand apart: everything by one space, but for brackets, dots, commas, colons and signs.</summary>
internal static class TokenSpacing
{
    /// <summary>Words after which a bracket or sign opens a value of its own.</summary>
    private static readonly FrozenSet<string> _beforeValue = FrozenSet.Create(
        StringComparer.Ordinal,
        "where", "and", "or", "not", "in", "default", "is", "between", "contains", "with", "to", "by", "if", "match", "when", "until", "worth", "context",
        "at", "as", "from", "then", "every", "add", "remove", "for", "on", "within");

    public static void Append(StringBuilder line, SourceText source, Token? before, Token? beforeThat, Token token)
    {
        if (before is not null && Apart(before, beforeThat, token))
        {
            line.Append(' ');
        }

        line.Append(token.Kind == TokenKind.Text ? Quotes.Canonical(token.Text) : source.Text.AsSpan(token.Span.Start, token.Span.Length));
    }

    private static bool Apart(Token before, Token? beforeThat, Token token)
    {
        if (token.Kind == TokenKind.Mark && token.Text is "," or ")" or "]" or "}" or "." or ":")
        {
            return false;
        }

        if (before.Kind == TokenKind.Mark)
        {
            return before.Text switch
            {
                "(" or "[" or "{" or "." => false,
                "+" or "-" => beforeThat is not null && EndsValue(beforeThat),
                _ => true,
            };
        }

        return !(token.IsMark("(") && before.Kind == TokenKind.Word && !_beforeValue.Contains(before.Text));
    }

    private static bool EndsValue(Token token) => token.Kind switch
    {
        TokenKind.Mark => token.Text is ")" or "]" or "}",
        TokenKind.Word => !_beforeValue.Contains(token.Text),
        _ => true,
    };
}
