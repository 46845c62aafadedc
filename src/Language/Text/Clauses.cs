using System.Collections.Frozen;

namespace Personalization.Journeys.Language.Text;

/// <summary>The closed list of words with which a deeper line continues the statement above it.</summary>
internal static class Clauses
{
    private static readonly FrozenSet<string> _words = FrozenSet.Create(
        StringComparer.Ordinal,
        "where", "keyed", "with", "within", "for", "as", "and", "or", "using", "needs", "in", "until", "from",
        "worth", "default", "at", "because", "late");

    private static readonly FrozenSet<string> _operators = FrozenSet.Create(
        StringComparer.Ordinal, "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", ",", "(", "[", "{", ".");

    private static readonly FrozenSet<string> _neverContinued = FrozenSet.Create(
        StringComparer.Ordinal, "workspace", "customer", "rfm", "policy", "segment", "eligible", "flow", "test", "all", "any", "none");

    public static IEnumerable<string> All => _words.Order(StringComparer.Ordinal);

    public static bool Contains(string word) => _words.Contains(word);

    /// <summary>True when a line that starts with these tokens can only continue another one.</summary>
    public static bool Continues(IReadOnlyList<Token> tokens)
    {
        if (tokens.Count == 0)
        {
            return false;
        }

        var first = tokens[0];
        var second = tokens.Count > 1 ? tokens[1] : null;
        return first.Kind switch
        {
            TokenKind.Mark => _operators.Contains(first.Text) || first.Text is ")" or "]" or "}",
            TokenKind.Word => _words.Contains(first.Text) && !StartsStatement(first.Text, second),
            _ => false,
        };
    }

    internal static bool MayContinue(LogicalLine line) =>
        line.Tokens.Count > 0 && !(line.Tokens[0].Kind == TokenKind.Word && _neverContinued.Contains(line.Tokens[0].Text));

    /// <summary>True when something must follow: the line ends in an operator or a comma.</summary>
    internal static bool IsUnfinished(LogicalLine line) =>
        line.Tokens.Count > 0 && line.Tokens[^1].Kind == TokenKind.Mark && _operators.Contains(line.Tokens[^1].Text);

    private static bool StartsStatement(string first, Token? second) =>
        second is { Kind: TokenKind.Word } && (first, second.Text) is ("for", "each") or ("in", "parallel") or ("in", "segment");
}
