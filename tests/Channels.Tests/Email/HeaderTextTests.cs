using Personalization.Journeys.Channels.Email;

namespace Personalization.Journeys.Channels.Tests.Email;

public sealed class HeaderTextTests
{
    [Theory]
    [InlineData("Your boots", "Subject: Your boots\r\n")]
    [InlineData("", "Subject: \r\n")]
    [InlineData("10 % für dich", "Subject: =?utf-8?q?10_=25_f=C3=BCr_dich?=\r\n")]
    [InlineData("Hi\r\nBcc: all@example.org", "Subject: Hi Bcc: all@example.org\r\n")]
    [InlineData("Hi\nthere\u2028you\0", "Subject: =?utf-8?q?Hi_there_you_?=\r\n")]
    [InlineData("a  b", "Subject: =?utf-8?q?a__b?=\r\n")]
    [InlineData("=?utf-8?q?x?=", "Subject: =?utf-8?q?=3D=3Futf-8=3Fq=3Fx=3F=3D?=\r\n")]
    public void Unstructured_Value_IsOneHeader(string value, string header) => Assert.Equal(header, HeaderText.Unstructured("Subject", value));

    [Fact]
    public void Unstructured_HalfACharacter_IsReplaced() =>
        Assert.Equal("Subject: =?utf-8?q?half_=EF=BF=BD?=\r\n", HeaderText.Unstructured("Subject", "half " + '\uD83D'));

    [Theory]
    [InlineData("", "To: ada@example.org\r\n")]
    [InlineData("Ada Lovelace", "To: Ada Lovelace <ada@example.org>\r\n")]
    [InlineData("Lovelace, Ada", "To: \"Lovelace, Ada\" <ada@example.org>\r\n")]
    [InlineData("Ada \"the\\first\"", "To: \"Ada \\\"the\\\\first\\\"\" <ada@example.org>\r\n")]
    [InlineData("Adä", "To: =?utf-8?q?Ad=C3=A4?= <ada@example.org>\r\n")]
    [InlineData("Ada\r\nBcc: x", "To: \"Ada Bcc: x\" <ada@example.org>\r\n")]
    public void OfMailbox_Name_StandsBefore(string name, string header) =>
        Assert.Equal(header, HeaderText.OfMailbox("To", Mailbox.Find("ada@example.org", name)!));

    [Theory]
    [InlineData("word ", 200)]
    [InlineData("x", 1000)]
    [InlineData("😀", 300)]
    [InlineData("שלום ", 100)]
    [InlineData("a\u0301", 100)]
    public void Unstructured_LongValue_IsFoldedAndLosesNothing(string piece, int times)
    {
        var value = string.Concat(Enumerable.Repeat(piece, times)).TrimEnd();

        var header = HeaderText.Unstructured("Subject", value);

        Assert.All(header[..^2].Split("\r\n"), line => Assert.InRange(line.Length, 1, 78));
        Assert.All(header, c => Assert.True(c is '\r' or '\n' or (>= ' ' and <= '~')));
        Assert.All(header[..^2].Split("\r\n").Skip(1), line => Assert.StartsWith(" ", line, StringComparison.Ordinal));
    }
}
