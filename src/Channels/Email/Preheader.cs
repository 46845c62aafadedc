namespace Personalization.Journeys.Channels.Email;

/// <summary>The line that a mailbox shows beside the subject: the first text of the HTML, which nobody sees in the message itself.</summary>
internal static class Preheader
{
    /// <summary>The HTML with the preview in front, unless it holds the preview already.</summary>
    public static string Into(string html, string? preview)
    {
        if (string.IsNullOrWhiteSpace(preview))
        {
            return html;
        }

        var escaped = preview
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
        return html.Contains(escaped, StringComparison.Ordinal)
            ? html
            : html.Insert(StartOfBody(html), $"<div style=\"display:none;max-height:0;overflow:hidden\">{escaped}</div>");
    }

    private static int StartOfBody(string html)
    {
        var start = html.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return 0;
        }

        var quote = '\0';
        for (var i = start; i < html.Length; i++)
        {
            var c = html[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '>')
            {
                return i + 1;
            }
        }

        return 0;
    }
}
