using System.Collections.Frozen;
using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>First words that are right somewhere else, or in another language: what to do is known, and is no change of letters.</summary>
internal static class StrangeStart
{
    private static readonly FrozenDictionary<string, string> Foreign = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["elseif"] = "else if",
        ["elsif"] = "else if",
        ["elif"] = "else if",
        ["otherwise"] = "else",
        ["email"] = "send email",
        ["push"] = "send push",
        ["web"] = "send web",
        ["chat"] = "send chat",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Diagnostic? Of(LogicalLine line, string word, Context context, Location at)
    {
        if (IsComment(line))
        {
            return JourneyDiagnostics.StrangeStart(at, line.Tokens[0].Text + line.Tokens[1].Text, Grammar.KindOf(context), "#", "a comment starts with `#`");
        }

        if (context is Context.Flow or Context.Parallel && Foreign.TryGetValue(word, out var meant))
        {
            return JourneyDiagnostics.StrangeStart(at, word, Grammar.KindOf(context), meant, null);
        }

        return Place(word, context) is { } help ? JourneyDiagnostics.StrangeStart(at, word, Grammar.KindOf(context), null, help) : null;
    }

    /// <summary>`//` or `--`, as comments start elsewhere.</summary>
    public static bool IsComment(LogicalLine line) => line.Tokens is [{ Kind: TokenKind.Mark, Text: "/" or "-" } first, var second, ..] && first.Text == second.Text;

    private static string? Place(string word, Context context) => context switch
    {
        _ when Clauses.Contains(word) && !Grammar.Knows(Context.Flow, word) => "it continues a line above it: indent it deeper than that line",
        Context.Journey when Grammar.Knows(Context.Flow, word) => "steps stand deeper, in the block of `flow:`",
        Context.Flow or Context.Parallel when word == "on" => "it is a case of `wait up to` or `ask`: indent it deeper than that line",
        Context.Flow or Context.Parallel when Grammar.Knows(Context.Journey, word) => "settings stand at the depth of `flow:`, not inside it",
        Context.File when Grammar.KnowsAnywhere(word) => "it belongs into a block: indent it",
        _ => null,
    };
}
