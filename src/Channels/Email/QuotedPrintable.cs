using System.Globalization;
using System.Text;

namespace Personalization.Journeys.Channels.Email;

/// <summary>
/// UTF-8 text as lines of at most 76 ASCII characters (RFC 2045). No line begins with a dot or `From `, which relays are
/// known to change, and none with `--=_`, which would end the part.
/// </summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 75;

    /// <summary>Every line of the text with its line end; nothing for a text that is empty.</summary>
    public static string Encode(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        var encoded = new StringBuilder(text.Length + (text.Length / 8));
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var last = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        for (var i = 0; i < last; i++)
        {
            Append(encoded, lines[i]);
            encoded.Append("\r\n");
        }

        return encoded.ToString();
    }

    private static void Append(StringBuilder encoded, string line)
    {
        var column = 0;
        var position = 0;
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in line.EnumerateRunes())
        {
            var written = bytes[..rune.EncodeToUtf8(bytes)];
            position += rune.Utf16SequenceLength;
            var bare = IsBare(rune, isLast: position == line.Length);
            var length = bare ? 1 : written.Length * 3;
            if (column + length > LongestLine)
            {
                encoded.Append("=\r\n");
                column = 0;
            }

            if (column == 0 && (rune.Value == '.' || line.AsSpan(position - rune.Utf16SequenceLength).StartsWith("From ", StringComparison.Ordinal)))
            {
                bare = false;
                length = 3;
            }

            if (bare)
            {
                encoded.Append((char)rune.Value);
            }
            else
            {
                foreach (var b in written)
                {
                    encoded.Append(CultureInfo.InvariantCulture, $"={b:X2}");
                }
            }

            column += length;
        }
    }

    private static bool IsBare(Rune rune, bool isLast) => rune.Value switch
    {
        '=' => false,
        ' ' or '\t' => !isLast,
        _ => rune.Value is >= '!' and <= '~',
    };
}
