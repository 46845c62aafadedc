using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Turns the farthest failure of a statement into the one sentence about it.</summary>
internal static class FailureReport
{
    private static readonly string[] Units =
        ["second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"];

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

        var found = line[at];
        if (found is null)
        {
            return JourneyDiagnostics.MissingAtEnd(new Location(line.Source, Behind(line, at)), Choice(expected));
        }

        if (found.Kind == TokenKind.Currency && !expected.Exists(e => e.StartsWith("a currency", StringComparison.Ordinal)))
        {
            return JourneyDiagnostics.UpperCase(new Location(line.Source, found.Span), found.Text, found.Text.ToLowerInvariant());
        }

        // What is missing at the end of a line is missing there, not where the next one starts.
        if (ended != at && at > 0 && line.StartsLine(at))
        {
            return JourneyDiagnostics.MissingAtEnd(new Location(line.Source, Behind(line, at)), Choice(expected));
        }

        var near = found.Kind == TokenKind.Word ? Closest.To(found.Text, Candidates(expected)) : null;
        var wanted = near is null ? Choice(expected) : expected.Contains($"`{near}`") ? $"`{near}`" : "a unit of time";
        return JourneyDiagnostics.Expected(new Location(line.Source, found.Span), wanted, line.Source.Text[found.Span.Start..found.Span.End], near);
    }

    /// <summary>What is missing at the end of a statement stands wrongly spelled below it: `fro segment at_risk`.</summary>
    public static Diagnostic? OfBelow(TokenLine line, Token below)
    {
        if (line.Farthest < line.Count || line.Expected.Count == 0)
        {
            return null;
        }

        var written = line.Source.Text[below.Span.Start..below.Span.End];
        var near = below.Kind == TokenKind.Word ? Closest.To(below.Text, Candidates([.. line.Expected])) : null;
        return JourneyDiagnostics.Expected(new Location(line.Source, below.Span), near is null ? Choice([.. line.Expected]) : $"`{near}`", written, near);
    }

    private static Span Behind(TokenLine line, int at) => at > 0 ? new Span(line[at - 1]!.Span.End, 0) : new Span(line.Empty.Start, 0);

    private static IEnumerable<string> Candidates(List<string> expected)
    {
        foreach (var item in expected)
        {
            if (item is ['`', >= 'a' and <= 'z', .., '`'])
            {
                yield return item[1..^1];
            }
        }

        if (expected.Contains("a unit of time"))
        {
            foreach (var unit in Units)
            {
                yield return unit;
            }
        }
    }

    private static string Choice(List<string> expected) => expected switch
    {
        [] => "the end of the line",
        [var one] => one,
        [var one, var two] => $"{one} or {two}",
        [var one, var two, var three] => $"{one}, {two} or {three}",
        [.., var last] when last.StartsWith("the end", StringComparison.Ordinal) => "the end of the line",
        [var one, var two, ..] => $"{one}, {two} or another word",
    };
}
