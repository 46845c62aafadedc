using NodaTime;
using Personalization.Journeys.Channels.Email;
using Personalization.Journeys.Channels.Outbox;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Channels.Tests.Outbox;

public sealed class OutboxFolderTests : IDisposable
{
    private readonly OutboxBench _bench = new();

    [Fact]
    public async Task Send_EMail_IsAFileOfItsDayAndALine()
    {
        var row = _bench.Row("email", "mail", fields: RecordValue.Of(("first_name", new TextValue("Ada"))));

        Assert.Equal(DeliveryResult.Accepted, await _bench.SendAsync(row, 1, "ada@example.org"));

        Assert.Equal([$"email/2025-03-04/{row.Key}.eml"], _bench.Files);
        Baseline.VerifyBeside("mail", _bench.Read(_bench.Files.Single()));
        Baseline.VerifyBeside("index", await File.ReadAllTextAsync(_bench.Index));
    }

    [Fact]
    public async Task Send_TimeAmongTheParameters_IsTheCustomers()
    {
        var row = _bench.Row("email", "mail", fields: RecordValue.Of(("time_zone", new TextValue("Asia/Tokyo"))));

        await _bench.SendAsync(row, 1, "ada@example.org");

        Assert.Contains("Subject: Until 2025-03-05 08:30\r\n", _bench.Read(_bench.Files.Single()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("push", "note", "device-1", "device-2")]
    [InlineData("chat", "question")]
    public async Task Send_OtherChannels_AreJson(string lane, string template, params string[] addresses)
    {
        var row = _bench.Row(lane, template, fields: RecordValue.Of(("language", new TextValue("de"))));

        await _bench.SendAsync(row, 1, addresses);

        Assert.Equal([$"{lane}/2025-03-04/{row.Key}.json"], _bench.Files);
        Baseline.VerifyBeside(lane, _bench.Read(_bench.Files.Single()));
    }

    [Fact]
    public async Task Send_SameKeyAgain_IsOneFileAndOneLine()
    {
        var row = _bench.Row("email", "mail");

        await _bench.SendAsync(row, 1, "ada@example.org");
        _bench.Reopen();
        Assert.Equal(DeliveryResult.Accepted, await _bench.SendAsync(row, 2, "ada@example.org"));

        Assert.Single(_bench.Files);
        Assert.Equal([(row.Key, "accepted")], _bench.Lines);
    }

    [Fact]
    public async Task Open_AfterACrashInTheMiddleOfAFile_LeavesNothingOfIt()
    {
        var row = _bench.Row("email", "mail");
        await File.WriteAllTextAsync(Path.Combine(_bench.Folder, ".unfinished", row.Key), "Date: Tue, 04 M");

        _bench.Reopen();

        Assert.Empty(_bench.Files);
        await _bench.SendAsync(row, 1, "ada@example.org");
        Assert.Equal([$"email/2025-03-04/{row.Key}.eml"], _bench.Files);
    }

    [Theory]
    [InlineData("../../evil")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a\0b")]
    [InlineData("C:\\x")]
    public async Task Send_KeyThatIsNoFileName_IsRejected(string key)
    {
        var result = await _bench.SendAsync(_bench.Row("email", "mail", key: key), 1, "ada@example.org");

        Assert.IsType<Rejected>(result);
        Assert.Empty(_bench.Files);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("ada@example.org\r\nBcc: all@example.org")]
    public async Task Send_AddressThatIsNone_IsRejectedWithoutSayingIt(string address)
    {
        var result = Assert.IsType<Rejected>(await _bench.SendAsync(_bench.Row("email", "mail"), 1, address));

        Assert.DoesNotContain(address, result.Reason, StringComparison.Ordinal);
        Assert.Empty(_bench.Files);
        Assert.Equal("rejected", _bench.Lines.Single().Status);
    }

    [Fact]
    public async Task Send_WhatCanNotBeRendered_IsRejectedWithAReason()
    {
        var row = _bench.Row("email", "mail");

        Assert.Equal(DeliveryResult.Rejected($"template nothing is not in release {row.Release}"), await _bench.SendAsync(_bench.Row("email", "nothing"), 1, "ada@example.org"));
        Assert.Equal(DeliveryResult.Rejected("release 1234 is not kept any more"), await _bench.SendAsync(row with { Release = "1234" }, 1, "ada@example.org"));
        Assert.Equal(DeliveryResult.Rejected("what was handed over can not be read"), await _bench.SendAsync(row with { Body = "x"u8.ToArray() }, 1, "ada@example.org"));
    }

    [Fact]
    public async Task Send_FolderCanNotBeWritten_IsTriedAgain()
    {
        var row = _bench.Row("email", "mail");
        await File.WriteAllTextAsync(Path.Combine(_bench.Folder, "email"), "a file where a folder should be");

        var result = await _bench.SendAsync(row, 1, "ada@example.org");

        Assert.IsType<RetryAt>(result);
        Assert.Empty(await File.ReadAllTextAsync(_bench.Index));

        File.Delete(Path.Combine(_bench.Folder, "email"));
        Assert.Equal(DeliveryResult.Accepted, await _bench.SendAsync(row, 2, "ada@example.org"));
        Assert.Equal([(row.Key, "accepted")], _bench.Lines);
    }

    [Fact]
    public async Task Forget_Keys_LeavesNoFileOfThem()
    {
        var (first, second) = (_bench.Row("email", "mail", 1), _bench.Row("email", "mail", 2));
        await _bench.SendAsync(first, 1, "ada@example.org");
        await _bench.SendAsync(second, 1, "ada@example.org");

        await _bench.Lane("email").ForgetAsync([first.Key, "never-sent", "../messages"], CancellationToken.None);

        Assert.Equal([$"email/2025-03-04/{second.Key}.eml"], _bench.Files);
        await _bench.Lane("chat").ForgetAsync([first.Key], CancellationToken.None);
    }

    [Fact]
    public async Task Send_ManyAtOnce_OneFileAndOneWholeLineEach()
    {
        var rows = Enumerable.Range(0, 200).Select(i => _bench.Row("push", "note", i)).ToList();

        await Task.WhenAll(rows.Select(r => _bench.SendAsync(r, 1, "device")));

        Assert.Equal(200, _bench.Files.Count());
        Assert.Equal(rows.Select(r => r.Key).Order(StringComparer.Ordinal), _bench.Lines.Select(l => l.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Open_SenderThatIsNone_SaysWhatToWrite()
    {
        var failure = Assert.Throws<ArgumentException>(() => OutboxFolder.Open(_bench.Folder, _ => null, new EmailOptions { From = "shop" }, TimeProvider.System));

        Assert.StartsWith("`shop` is no address to send from; write one like shop@example.org", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
