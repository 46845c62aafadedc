using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;
using Sprache;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Texts with escapes and `{…}` values.</summary>
internal static class Texts
{
    public static readonly Parser<TextSyntax> Text = input =>
    {
        var at = (TokenInput)input;
        return at.Token is { Kind: TokenKind.Text } token ? Result.Success(at.Line.TextOf(token), at.Move()) : Primitives.Fail<TextSyntax>(at, "a text in quotes");
    };

    public static TextSyntax Read(SourceText source, Token token, ICollection<Diagnostic> diagnostics)
    {
        var written = source.Text;
        var quote = token.Text[0];
        var end = token.Text.Length > 1 && (token.Text[^1] == quote || quote is '“' or '”' or '„') ? token.Span.End - 1 : token.Span.End;
        var pieces = ImmutableArray.CreateBuilder<TextPieceSyntax>();
        var plain = new StringBuilder();
        var start = token.Span.Start + 1;
        var at = start;
        void Flush()
        {
            if (plain.Length > 0)
            {
                pieces.Add(new TextPieceSyntax(plain.ToString(), null, Span.FromBounds(start, at)));
                plain.Clear();
            }
        }

        while (at < end)
        {
            if (written[at] == '\\')
            {
                at += ReadEscape(source, at, end, plain, diagnostics);
            }
            else if (written[at] == '{')
            {
                Flush();
                var close = FindClose(written, at + 1, end);
                if (close < 0)
                {
                    diagnostics.Add(JourneyDiagnostics.UnclosedBrace(new Location(source, new Span(at, 1))));
                    return new TextSyntax(pieces.ToImmutable(), token.Span);
                }

                var value = ExpressionParser.Parse(source, Span.FromBounds(at + 1, close), diagnostics);
                pieces.Add(new TextPieceSyntax("", value, Span.FromBounds(at, close + 1)));
                at = start = close + 1;
            }
            else
            {
                plain.Append(written[at++]);
            }
        }

        Flush();
        return new TextSyntax(pieces.ToImmutable(), token.Span);
    }

    private static int FindClose(string written, int at, int end)
    {
        var depth = 0;
        for (; at < end; at++)
        {
            var c = written[at];
            if (c is '"' or '\'')
            {
                var close = at + 1;
                while (close < end && written[close] != c)
                {
                    close += written[close] == '\\' ? 2 : 1;
                }

                at = close < end ? close : at;
            }
            else if (c == '{')
            {
                depth++;
            }
            else if (c == '}' && depth-- == 0)
            {
                return at;
            }
        }

        return -1;
    }

    private static int ReadEscape(SourceText source, int at, int end, StringBuilder plain, ICollection<Diagnostic> diagnostics)
    {
        var written = source.Text;
        var next = at + 1 < end ? written[at + 1] : '\0';
        switch (next)
        {
            case '"' or '\'' or '\\' or '{' or '}':
                plain.Append(next);
                return 2;
            case 'n':
                plain.Append('\n');
                return 2;
            case 'u' when ReadCodePoint(written.AsSpan(at, end - at)) is { } point:
                plain.Append(point.Text);
                return point.Length;
        }

        var length = Math.Min(2, end - at);
        diagnostics.Add(JourneyDiagnostics.UnknownEscape(new Location(source, new Span(at, length)), written.Substring(at, length)));
        return length;
    }

    private static (string Text, int Length)? ReadCodePoint(ReadOnlySpan<char> written)
    {
        var close = written.IndexOf('}');
        if (close is < 4 or > 9 || written[2] != '{'
            || !int.TryParse(written[3..close], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)
            || !Rune.IsValid(point))
        {
            return null;
        }

        return (new Rune(point).ToString(), close + 1);
    }
}
