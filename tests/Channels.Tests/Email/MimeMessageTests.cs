using System.Text;
using NodaTime;
using Personalization.Journeys.Channels.Email;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Channels.Tests.Email;

public sealed class MimeMessageTests
{
    private const string Key = "Zk3v9Qm1Xw_4-sT8bN2cL5dR7fG0hJ6a";

    private static readonly MimeMessage _plain = new(
        Key,
        Instant.FromUtc(2025, 3, 4, 18, 30),
        Mailbox.Find("shop@aurora.example", "Aurora Läden")!,
        Mailbox.Find("ada@example.org")!,
        "Ada, your Trail Boot is still here – and 10 % off until tonight, but only for you",
        "Nur bis heute: 120 EUR.\n\nGrüße\n",
        null)
    {
        Headers = [new("X-Journey", "abandoned_cart; version=3; step=s4")],
    };

    [Fact]
    public void ToBytes_TextOnly_IsOnePart() => Baseline.VerifyBeside("plain", Encoding.ASCII.GetString(_plain.ToBytes()));

    [Fact]
    public void ToBytes_WithHtml_IsBothWithThePreviewInFront()
    {
        var message = _plain with
        {
            Html = "<html><body class=\"a>b\"><h1>Noch da</h1>\n<p style=\"color:red\">120&nbsp;EUR</p></body></html>",
            Preview = "We kept <your> cart & all",
        };

        Baseline.VerifyBeside("alternative", Encoding.ASCII.GetString(message.ToBytes()));
    }

    [Fact]
    public void ToBytes_SameMessage_SameBytes()
    {
        var again = _plain with { };

        Assert.Equal(_plain.ToBytes(), again.ToBytes());
        Assert.Equal($"<{Key}@aurora.example>", again.MessageId);
    }

    [Fact]
    public void ToBytes_EveryLine_EndsInCrLf()
    {
        var text = Encoding.ASCII.GetString((_plain with { Html = "<p>a\nb\rc\r\nd</p>" }).ToBytes());

        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\r', text.Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<p>Hi</p>", "Soon", "<div style=\"display:none;max-height:0;overflow:hidden\">Soon</div><p>Hi</p>")]
    [InlineData("<body>Hi</body>", "Soon", "<body><div style=\"display:none;max-height:0;overflow:hidden\">Soon</div>Hi</body>")]
    [InlineData("<body>Soon</body>", "Soon", "<body>Soon</body>")]
    [InlineData("<p>Hi</p>", " ", "<p>Hi</p>")]
    [InlineData("<p>Hi</p>", null, "<p>Hi</p>")]
    public void Preheader_OfHtml_StandsOnce(string html, string? preview, string shown) => Assert.Equal(shown, Preheader.Into(html, preview));
}
