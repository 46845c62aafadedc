using System.Text;
using Personalization.Journeys.Language.Diagnostics;

namespace Personalization.Journeys.Language.Text;

/// <summary>How words must be written, and what was meant when they are not.</summary>
internal static class WordSpelling
{
    public static string Check(string written, Location location, ICollection<Diagnostic> diagnostics)
    {
        if (written.Length > Limits.NameLength)
        {
            diagnostics.Add(JourneyDiagnostics.NameTooLong(location, written.Length));
            return written;
        }

        if (written.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            return string.IsInterned(written) ?? written;
        }

        if (written.All(char.IsAscii))
        {
            var meant = ToSnakeCase(written);
            diagnostics.Add(JourneyDiagnostics.UpperCase(location, written, meant));
            return meant;
        }

        var latin = written.Any(char.IsAsciiLetter);
        var foreign = written.Select(ScriptOf).FirstOrDefault(script => script is not null);
        diagnostics.Add(latin && foreign is not null
            ? JourneyDiagnostics.MixedScripts(location, written, foreign)
            : JourneyDiagnostics.ForeignLetters(location, written));
        return written;
    }

    private static string? ScriptOf(char c) => c switch
    {
        >= '\u0370' and <= '\u03FF' => "Greek",
        >= '\u0400' and <= '\u052F' => "Cyrillic",
        >= '\u0530' and <= '\u058F' => "Armenian",
        >= '\u13A0' and <= '\u13FF' => "Cherokee",
        >= '\uFF21' and <= '\uFF5A' => "full-width",
        _ => null,
    };

    private static string ToSnakeCase(string written)
    {
        var text = new StringBuilder(written.Length + 4);
        for (var i = 0; i < written.Length; i++)
        {
            var c = written[i];
            if (char.IsAsciiLetterUpper(c) && i > 0 && (char.IsAsciiLetterLower(written[i - 1]) || char.IsAsciiDigit(written[i - 1])))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
