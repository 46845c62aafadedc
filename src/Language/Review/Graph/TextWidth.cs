using System.Collections.Immutable;
using System.Text;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>How wide a text will be drawn, from a table: the same on every machine, and a little more than most fonts need.</summary>
internal static class TextWidth
{
    private const double Safety = 1.06;
    private const int Wide = 1000;
    private const int Usual = 610;

    /// <summary>Widths of the characters from space to tilde in thousandths of the font size (Helvetica).</summary>
    private static readonly int[] _ascii =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    public static double Of(string text, double size, bool bold = false)
    {
        var sum = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            sum += Of(rune);
        }

        return sum * size / 1000 * Safety * (bold ? 1.07 : 1);
    }

    /// <summary>Lines that fit: broken at spaces, in a long name behind `_`, `.` or `,`, else anywhere.</summary>
    public static ImmutableArray<string> Wrap(string text, double width, double size, bool bold = false)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var line = "";
        foreach (var piece in Pieces(text, width, size, bold))
        {
            if (line.Length > 0 && Of((line + piece).TrimEnd(), size, bold) > width)
            {
                lines.Add(line.TrimEnd());
                line = piece.TrimStart();
            }
            else
            {
                line += piece;
            }
        }

        lines.Add(line.TrimEnd());
        return lines.ToImmutable();
    }

    /// <summary>Pieces that must stay together, each with the spaces behind it.</summary>
    private static IEnumerable<string> Pieces(string text, double width, double size, bool bold)
    {
        foreach (var word in Split(text, c => c == ' '))
        {
            if (Of(word.TrimEnd(), size, bold) <= width)
            {
                yield return word;
                continue;
            }

            foreach (var part in Split(word, c => c is '_' or '.' or ',' or '/' or '|'))
            {
                var rest = part;
                while (Of(rest.TrimEnd(), size, bold) > width)
                {
                    var count = rest.Length - 1;
                    while (count > 1 && (Of(rest[..count], size, bold) > width || char.IsLowSurrogate(rest[count])))
                    {
                        count--;
                    }

                    yield return rest[..count];
                    rest = rest[count..];
                }

                yield return rest;
            }
        }
    }

    private static IEnumerable<string> Split(string text, Func<char, bool> isEnd)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (isEnd(text[i]) && i + 1 < text.Length && !isEnd(text[i + 1]))
            {
                yield return text[start..(i + 1)];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private static int Of(Rune rune) => rune.Value switch
    {
        >= ' ' and <= '~' => _ascii[rune.Value - ' '],
        < 0x1100 => Usual,
        < 0x2e80 => 640,
        _ => Wide,
    };
}
