using System.Text;
using Personalization.Journeys.Channels.Email;

namespace Personalization.Journeys.Channels.Tests.Email;

public sealed class QuotedPrintableTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Hello", "Hello\r\n")]
    [InlineData("a\nb\r\nc\rd", "a\r\nb\r\nc\r\nd\r\n")]
    [InlineData("a\n\n", "a\r\n\r\n")]
    [InlineData("1+1=2", "1+1=3D2\r\n")]
    [InlineData("ends \nwith\t", "ends=20\r\nwith=09\r\n")]
    [InlineData(".\n..a", "=2E\r\n=2E.a\r\n")]
    [InlineData("From here\nFree", "=46rom here\r\nFree\r\n")]
    [InlineData("für 5 €", "f=C3=BCr 5 =E2=82=AC\r\n")]
    [InlineData("a\0b", "a=00b\r\n")]
    public void Encode_Text_IsLinesOfAscii(string text, string encoded) => Assert.Equal(encoded, QuotedPrintable.Encode(text));

    [Theory]
    [InlineData("x", 1000)]
    [InlineData("😀", 1000)]
    [InlineData(". ", 500)]
    [InlineData("a=b€ ", 300)]
    public void Encode_LongLine_ComesBackFromShortOnes(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));

        var encoded = QuotedPrintable.Encode(text);

        Assert.All(encoded.Split("\r\n"), line => Assert.InRange(line.Length, 0, 76));
        Assert.All(encoded.Split("\r\n"), line => Assert.False(line.StartsWith('.')));
        Assert.Equal(text + "\n", Decode(encoded));
    }

    private static string Decode(string encoded)
    {
        var bytes = new List<byte>();
        var text = encoded.Replace("=\r\n", "", StringComparison.Ordinal).ReplaceLineEndings("\n");
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
