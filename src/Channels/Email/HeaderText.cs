using System.Globalization;
using System.Text;

namespace Personalization.Journeys.Channels.Email;

/// <summary>
/// A header with its value on lines of at most 78 characters (RFC 5322), words beyond ASCII encoded (RFC 2047). A line end
/// inside a value becomes a space, so no value can add a header.
/// </summary>
internal static class HeaderText
{
    private const int LongestLine = 78;
    private const int LongestEncodedLine = 76;
    private const int LongestPlainWord = 60;
    private const string Opens = "=?utf-8?q?";
    private const string Closes = "?=";

    public static string Unstructured(string name, string value)
    {
        var line = OneLine(value);
        return name + ": " + (IsPlain(line) ? Folded(line, name.Length + 2) : Encoded(line, name.Length + 2)) + "\r\n";
    }

    public static string OfMailbox(string name, Mailbox mailbox)
    {
        var phrase = Phrase(OneLine(mailbox.Name), name.Length + 2);
        var address = phrase.Length == 0 ? mailbox.Address : "<" + mailbox.Address + ">";
        var used = name.Length + 2 + phrase.Length - (phrase.LastIndexOf('\n') + 1);
        var gap = phrase.Length == 0 ? "" : used + 1 + address.Length > LongestLine || phrase.Contains('\n', StringComparison.Ordinal) ? "\r\n " : " ";
        return name + ": " + phrase + gap + address + "\r\n";
    }

    private static string Phrase(string name, int column)
    {
        if (name.Length == 0 || name.All(c => char.IsAsciiLetterOrDigit(c) || c == ' '))
        {
            return IsPlain(name) && name.Length <= LongestPlainWord ? name : Encoded(name, column);
        }

        return IsPlain(name) && name.Length <= LongestPlainWord
            ? "\"" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\""
            : Encoded(name, column);
    }

    /// <summary>Whether unfolding gives back exactly this text.</summary>
    private static bool IsPlain(string line) =>
        line.All(c => c is >= ' ' and <= '~')
        && !line.StartsWith(' ') && !line.EndsWith(' ')
        && !line.Contains("  ", StringComparison.Ordinal) && !line.Contains("=?", StringComparison.Ordinal)
        && line.Split(' ').All(w => w.Length <= LongestPlainWord);

    private static string Folded(string line, int column)
    {
        var folded = new StringBuilder(line.Length + 16);
        foreach (var word in line.Split(' '))
        {
            if (folded.Length > 0)
            {
                var breaks = column + 1 + word.Length > LongestLine;
                folded.Append(breaks ? "\r\n " : " ");
                column = breaks ? 1 : column + 1;
            }

            folded.Append(word);
            column += word.Length;
        }

        return folded.ToString();
    }

    private static string Encoded(string line, int column)
    {
        var encoded = new StringBuilder(line.Length * 3).Append(Opens);
        column += Opens.Length;
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in line.EnumerateRunes())
        {
            var written = bytes[..rune.EncodeToUtf8(bytes)];
            var length = written.Length == 1 && IsBare((char)written[0]) ? 1 : written.Length * 3;
            if (column + length + Closes.Length > LongestEncodedLine)
            {
                encoded.Append(Closes).Append("\r\n ").Append(Opens);
                column = 1 + Opens.Length;
            }

            Append(encoded, written);
            column += length;
        }

        return encoded.Append(Closes).ToString();
    }

    private static void Append(StringBuilder encoded, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            _ = IsBare((char)b) ? encoded.Append(b == ' ' ? '_' : (char)b) : encoded.Append(CultureInfo.InvariantCulture, $"={b:X2}");
        }
    }

    private static bool IsBare(char c) => char.IsAsciiLetterOrDigit(c) || c is ' ' or '!' or '*' or '+' or '-' or '/';

    private static string OneLine(string value)
    {
        var line = new StringBuilder(value.Length);
        var wasControl = false;
        foreach (var rune in value.EnumerateRunes())
        {
            var isControl = Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029;
            if (!isControl)
            {
                line.Append(rune);
            }
            else if (!wasControl)
            {
                line.Append(' ');
            }

            wasControl = isControl;
        }

        return line.ToString();
    }
}
