using System.Net;
using System.Text;

namespace Personalization.Journeys.Language.Templates;

/// <summary>The plain text of an HTML body, for readers that show no HTML: a line a block, a dash a list item, addresses in brackets.</summary>
internal static class HtmlText
{
    private static readonly HashSet<string> _blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "tr", "table", "br", "hr", "section", "header", "footer",
    };

    private static readonly HashSet<string> _unseen = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "head", "title" };

    public static string Of(string html)
    {
        var text = new StringBuilder();
        var address = "";
        var position = 0;
        while (position < html.Length)
        {
            var open = html.IndexOf('<', position);
            AppendWords(text, html[position..(open < 0 ? html.Length : open)]);
            if (open < 0)
            {
                break;
            }

            var close = html.IndexOf('>', open);
            if (close < 0)
            {
                break;
            }

            position = close + 1;
            var tag = html[(open + 1)..close];
            var ends = tag.StartsWith('/');
            var name = new string([.. tag.TrimStart('/').TakeWhile(char.IsAsciiLetterOrDigit)]);
            if (!ends && _unseen.Contains(name))
            {
                var end = html.IndexOf("</" + name, position, StringComparison.OrdinalIgnoreCase);
                position = end < 0 ? html.Length : end;
            }
            else if (name.Equals("a", StringComparison.OrdinalIgnoreCase))
            {
                AppendAddress(text, ends ? address : "");
                address = ends ? "" : Address(tag);
            }
            else if (_blocks.Contains(name))
            {
                NewLine(text);
                text.Append(!ends && name.Equals("li", StringComparison.OrdinalIgnoreCase) ? "- " : "");
            }
        }

        return text.ToString().Trim();
    }

    private static void AppendWords(StringBuilder text, string html)
    {
        foreach (var c in WebUtility.HtmlDecode(html))
        {
            if (!char.IsWhiteSpace(c))
            {
                text.Append(c);
            }
            else if (text.Length > 0 && !char.IsWhiteSpace(text[^1]))
            {
                text.Append(' ');
            }
        }
    }

    private static void AppendAddress(StringBuilder text, string address)
    {
        if (address.Length > 0)
        {
            text.Append(" (").Append(address).Append(')');
        }
    }

    private static void NewLine(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }

        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    private static string Address(string tag)
    {
        var start = tag.IndexOf("href=", StringComparison.OrdinalIgnoreCase);
        if (start < 0 || start + 5 >= tag.Length)
        {
            return "";
        }

        var quote = tag[start + 5];
        var rest = quote is '"' or '\'' ? tag[(start + 6)..] : tag[(start + 5)..];
        var end = quote is '"' or '\'' ? rest.IndexOf(quote, StringComparison.Ordinal) : rest.IndexOf(' ', StringComparison.Ordinal);
        return WebUtility.HtmlDecode(end < 0 ? rest : rest[..end]);
    }
}
