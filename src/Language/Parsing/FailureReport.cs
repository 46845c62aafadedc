using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Turns the farthest failure of a statement into the one sentence about it.</summary>
internal static class FailureReport
{
    /// <param name="ended">Where the statement could have ended, or -1 if nowhere.</param>
    /// <param name="end">What stands behind a complete statement.</param>
    public static Diagnostic Of(TokenLine line, int ended, string end)
    {
        var at = Math.Max(line.Farthest, ended);
        var expected = at > line.Farthest ? [] : line.Expected.ToList();
        if (ended == at)
        {
            expected.Add(end);
        }

        if (Doubled(line, at) is { } doubled)
        {
            return JourneyDiagnostics.WrittenTwice(new Location(line.Source, doubled.Span), line.Source.Text[doubled.Span.Start..doubled.Span.End]);
        }

        // What is missing at the end of a line is missing there, not where the next one starts.
        if (line[at] is not { } found || ended != at && line.StartsLine(at))
        {
            return JourneyDiagnostics.MissingAtEnd(new Location(line.Source, Behind(line, at)), Expectations.Choice(Expectations.Telling(expected, false)));
        }

        if (found.Kind == TokenKind.Currency)
        {
            return expected.Contains(Expectations.Value)
                ? JourneyDiagnostics.Expected(new Location(line.Source, found.Span), "a number before the currency", found.Text, null)
                : JourneyDiagnostics.UpperCase(new Location(line.Source, found.Span), found.Text, found.Text.ToLowerInvariant());
        }

        return Unexpected(line, expected, found);
    }

    /// <summary>What is missing at the end of a statement stands wrongly spelled below it: `fro segment at_risk`.</summary>
    public static Diagnostic? OfBelow(TokenLine line, Token below) =>
        line.Farthest < line.Count || line.Expected.Count == 0 ? null : Unexpected(line, [.. line.Expected], below);

    private static Diagnostic Unexpected(TokenLine line, List<string> expected, Token found)
    {
        var words = Expectations.Words(expected).ToList();
        var near = found.Kind == TokenKind.Word ? Closest.To(found.Text, words.Select(w => w.Word)) : null;
        var telling = Expectations.Telling(expected, found.Kind == TokenKind.Word);
        var wanted = near is null ? Expectations.Choice(telling) : words.First(w => w.Word == near).Expectation;
        var written = line.Source.Text[found.Span.Start..found.Span.End];
        var diagnostic = JourneyDiagnostics.Expected(new Location(line.Source, found.Span), wanted, written, near);
        if (near is null && Advice(line, expected, found) is { } advice)
        {
            return diagnostic with { Help = advice };
        }

        return near is null && telling.Count > 3 ? diagnostic with { Help = $"write one of {string.Join(", ", telling)}" } : diagnostic;
    }

    /// <summary>What to write instead of a habit from elsewhere.</summary>
    private static string? Advice(TokenLine line, List<string> expected, Token found)
    {
        var text = line.Source.Text;
        var (start, end) = (found.Span.Start, found.Span.End);
        if (found.IsMark("-") && start > 0 && end < text.Length && char.IsAsciiLetterOrDigit(text[start - 1]) && char.IsAsciiLetter(text[end]))
        {
            return "names have no `-`; write `_`";
        }

        if (expected.Contains("`known`") && found.Text is "null" or "none" or "nothing")
        {
            return "write `is missing`, or `is known` for the opposite";
        }

        if (expected.Contains("`known`"))
        {
            return "to compare, write `=` or `!=`";
        }

        if (expected.Contains(Expectations.Unit) && found is { Kind: TokenKind.Word, Text.Length: 3 } && found.Text is "eur" or "usd" or "gbp" or "chf")
        {
            return $"currencies are written in upper case: `{found.Text.ToUpperInvariant()}`";
        }

        return expected is [Expectations.Unit] ? "write `seconds`, `minutes`, `hours`, `days`, `weeks`, `months` or `years`" : null;
    }

    /// <summary>The second of two equal words at the place where reading stopped.</summary>
    private static Token? Doubled(TokenLine line, int at)
    {
        for (var second = Math.Min(at, line.Count - 1); second > 0 && second >= at - 2; second--)
        {
            var (left, right) = (line[second - 1]!, line[second]!);
            if (left.Kind == right.Kind && left.Text == right.Text && left.Text != "not" && !(left.Kind == TokenKind.Mark && left.Text is "(" or ")" or "[" or "]" or "{" or "}"))
            {
                return right;
            }
        }

        return null;
    }

    private static Span Behind(TokenLine line, int at) => at > 0 ? new Span(line[at - 1]!.Span.End, 0) : new Span(line.Empty.Start, 0);
}
