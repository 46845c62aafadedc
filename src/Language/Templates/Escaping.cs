using System.Text;

namespace Personalization.Journeys.Language.Templates;

/// <summary>Makes a value harmless at the place of the HTML it stands at.</summary>
internal static class Escaping
{
    private static readonly string[] _schemes = ["http", "https", "mailto", "tel"];

    public static string Text(string text) => Replace(text, quotes: false);

    public static string Attribute(string text) => Replace(text, quotes: true);

    public static string UrlPart(string text) => Uri.EscapeDataString(text);

    /// <summary>An address as it is when it is a web, mail or telephone address or relative; `#` for any other scheme.</summary>
    public static string WholeUrl(string url)
    {
        var trimmed = new string([.. url.Where(c => !char.IsControl(c))]).Trim();
        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        var slash = trimmed.IndexOfAny(['/', '?', '#']);
        var hasScheme = colon >= 0 && (slash < 0 || colon < slash);
        return !hasScheme || _schemes.Contains(trimmed[..colon], StringComparer.OrdinalIgnoreCase) ? trimmed : "#";
    }

    private static string Replace(string text, bool quotes)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' when quotes => escaped.Append("&quot;"),
                '\'' when quotes => escaped.Append("&#39;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
