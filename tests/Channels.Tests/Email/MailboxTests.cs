using Personalization.Journeys.Channels.Email;

namespace Personalization.Journeys.Channels.Tests.Email;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("ada@example.org", "ada@example.org")]
    [InlineData("  ada@example.org ", "ada@example.org")]
    [InlineData("ada+shop@example.org", "ada+shop@example.org")]
    [InlineData("ada@bücher.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@localhost", "ada@localhost")]
    [InlineData("a..b@example.org", "\"a..b\"@example.org")]
    [InlineData("a.@example.org", "\"a.\"@example.org")]
    public void Find_AnAddress_IsWrittenInAscii(string address, string written) => Assert.Equal(written, Mailbox.Find(address)?.Address);

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("ada lovelace@example.org")]
    [InlineData("ada@exam ple.org")]
    [InlineData("ada@-example.org")]
    [InlineData("ada@example..org")]
    [InlineData("ada@example.org\r\nBcc: all@example.org")]
    [InlineData("ada\r\nBcc: all@example.org")]
    [InlineData("<ada@example.org>")]
    [InlineData("ada@example.org, bob@example.org")]
    [InlineData("ádá@example.org")]
    public void Find_WhatIsNone_IsNull(string address) => Assert.Null(Mailbox.Find(address));
}
