using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Reads one expression that stands inside something else: a text of a journey or the body of a template.</summary>
internal static class ExpressionParser
{
    /// <summary>The expression that fills the span. What can not be read is reported once and stands as broken.</summary>
    public static ExpressionSyntax Parse(SourceText source, Span span, ICollection<Diagnostic> diagnostics)
    {
        var reported = diagnostics.Count;
        var tokens = LineScanner.ScanSpan(source, span, diagnostics);
        if (diagnostics.Skip(reported).Any(d => d.Code is "JRN0001" or "JRN0004"))
        {
            return new BrokenExpressionSyntax(span);
        }

        if (TooDeep(tokens))
        {
            diagnostics.Add(JourneyDiagnostics.BracketsTooDeep(new Location(source, span)));
            return new BrokenExpressionSyntax(span);
        }

        var line = new TokenLine(source, tokens, span, diagnostics);
        var result = Expressions.Any(line.Start);
        if (result.WasSuccessful && result.Remainder.AtEnd)
        {
            return result.Value;
        }

        diagnostics.Add(FailureReport.Of(line, result.WasSuccessful ? result.Remainder.Position : -1, "`}`"));
        return new BrokenExpressionSyntax(span);
    }

    private static bool TooDeep(IReadOnlyList<Token> tokens)
    {
        var depth = 0;
        foreach (var token in tokens.Where(t => t.Kind == TokenKind.Mark))
        {
            depth += token.Text is "(" or "[" or "{" ? 1 : token.Text is ")" or "]" or "}" ? -1 : 0;
            if (depth > Limits.Brackets)
            {
                return true;
            }
        }

        return tokens.Count > Limits.StatementLength;
    }
}
