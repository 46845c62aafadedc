using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Mistakes that deserve a sentence of their own instead of "expected this, found that".</summary>
internal static class SpecialFailure
{
    public static Diagnostic? Of(TokenLine line, string word, Context context)
    {
        if (context is not (Context.Flow or Context.Parallel))
        {
            return null;
        }

        var second = line[1];
        var whole = new Location(line.Source, line.SpanOf(0, line.Count));
        return word switch
        {
            "wait" when second is not null && second.IsWord("for") && line[2] is { Kind: TokenKind.Word } =>
                JourneyDiagnostics.WaitWithoutLimit(whole, string.Join(' ', Enumerable.Range(1, Math.Min(3, line.Count - 1)).Select(i => line[i]!.Text))),
            "repeat" when second is null || second.Text is "every" or "until" or "," || second.Kind == TokenKind.Number =>
                JourneyDiagnostics.LoopWithoutLimit(whole, "repeat at most … times"),
            "for" when second is not null && second.IsWord("each") && !Enumerable.Range(2, line.Count - 2).Any(i => line[i]!.IsWord("most")) =>
                JourneyDiagnostics.LoopWithoutLimit(whole, "for each … in …, at most …"),
            _ => null,
        };
    }
}
