using System.Text;

namespace Personalization.Journeys.Language.Formatting;

/// <summary>Double quotes around a text, single ones inside its braces.</summary>
internal static class Quotes
{
    /// <summary>The text with the usual quotes, or as it was where that would need more than other quotes.</summary>
    public static string Canonical(string written)
    {
        if (written.Length < 2 || written[0] != '\'' || written[^1] != '\'')
        {
            return written;
        }

        var text = new StringBuilder(written.Length + 2).Append('"');
        var braces = 0;
        for (var i = 1; i < written.Length - 1; i++)
        {
            var c = written[i];
            if (braces > 0)
            {
                if (c is '\\')
                {
                    return written;
                }

                braces += c == '{' ? 1 : c == '}' ? -1 : 0;
                text.Append(c == '"' ? '\'' : c);
            }
            else if (c == '\\')
            {
                var escaped = written[++i];
                text.Append(escaped == '\'' ? "'" : $"\\{escaped}");
            }
            else
            {
                braces += c == '{' ? 1 : 0;
                text.Append(c == '"' ? "\\\"" : c.ToString());
            }
        }

        return text.Append('"').ToString();
    }
}
