using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using NodaTime;
using Personalization.Journeys.Channels.Webhooks;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Channels.Tests.Webhooks;

public sealed class WebhookChannelTests
{
    private const string Text = """
        workspace shop:
          language 1
          time zone "Europe/Berlin"
          currency EUR

        webhook issue_coupon:
          post "https://coupons.internal/v1/issue"
          takes percent number
          takes valid_for duration
          takes least money
          gives code text
          gives until date, optional
          timeout 2 seconds
          retry 3 times

        webhook notify:
          post "https://crm.internal/notify"
          takes title text
          timeout 1 seconds
          retry 0 times
        """;

    private static readonly Workspace _workspace = Compiled.Program(Text);

    private static readonly Instant _now = Instant.FromUtc(2025, 3, 4, 18, 30);

    private static readonly RecordValue _values = RecordValue.Of(
        ("percent", new NumberValue(10)), ("valid_for", new DurationValue(CalendarDuration.OfDays(14))), ("least", new MoneyValue(30, "EUR")));

    [Fact]
    public async Task Send_Answered_GivesTheDeclaredFields()
    {
        await using var server = new LoopbackServer(LoopbackServer.Answer("200 OK", """{"code":"X1Y2","until":"2025-03-24","their_own":[1]}"""));

        var result = await SendAsync(server);

        Assert.Equal(RecordValue.Of(("code", new TextValue("X1Y2")), ("until", new DateValue(new LocalDate(2025, 3, 24)))), Assert.IsType<Answered>(result).Fields);
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /hook HTTP/1.1", request.Line);
        Assert.Equal("""{"percent":10,"valid_for":"P14D","least":{"amount":30,"currency":"EUR"}}""", request.Body);
        Assert.Equal("call-1", request.Headers["webhook-id"]);
        Assert.Equal("1741113000", request.Headers["webhook-timestamp"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("Personalization.Journeys", request.Headers["User-Agent"]);
        Assert.False(request.Headers.ContainsKey("traceparent"));
    }

    [Fact]
    public async Task Send_GivesNothing_AnyAnswerWillDo()
    {
        await using var server = new LoopbackServer("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");

        Assert.Equal(DeliveryResult.Answered(RecordValue.Empty), await SendAsync(server, "notify"));
    }

    [Fact]
    public async Task Send_Compressed_IsRead()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write("""{"code":"X1Y2"}"""u8);
        }

        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await LoopbackServer.SayAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\nConnection: close\r\n\r\n");
            await stream.WriteAsync(packed.ToArray(), stop);
        });

        Assert.IsType<Answered>(await SendAsync(server));
    }

    [Theory]
    [InlineData("""{"code":5}""", "the answer does not fit: `code` must be text, got 5")]
    [InlineData("""{}""", "the answer does not fit: `code` is missing")]
    [InlineData("""{"code":5,"until":"soon"}""", "the answer does not fit: `code` must be text, got 5; `until` must be a date like \"2010-12-24\", got \"soon\"")]
    [InlineData("[]", "the answer is not a JSON object")]
    [InlineData("<html>", "the answer can not be read: ")]
    [InlineData("", "the answer can not be read: ")]
    [InlineData("""{"code":"a","code":"b"}""", "the answer can not be read: ")]
    public async Task Send_AnswerThatDoesNotFit_IsRejectedAndSaysWhy(string body, string reason)
    {
        await using var server = new LoopbackServer(LoopbackServer.Answer("200 OK", body));

        Assert.StartsWith(reason, Assert.IsType<Rejected>(await SendAsync(server)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("400 Bad Request", "answered 400")]
    [InlineData("401 Unauthorized", "answered 401")]
    [InlineData("410 Gone", "answered 410")]
    [InlineData("302 Found", "answered 302; redirects are not followed")]
    public async Task Send_Refused_IsRejectedAtOnce(string status, string reason)
    {
        await using var server = new LoopbackServer(LoopbackServer.Answer(status, "{}", "Location: http://127.0.0.1:1/other"));

        Assert.Equal(DeliveryResult.Rejected(reason), await SendAsync(server));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("500 Internal Server Error", "answered 500")]
    [InlineData("503 Service Unavailable", "answered 503")]
    [InlineData("408 Request Timeout", "answered 408")]
    [InlineData("429 Too Many Requests", "answered 429")]
    public async Task Send_FailedForNow_IsTriedAgainAsOftenAsDeclared(string status, string reason)
    {
        await using var server = new LoopbackServer(LoopbackServer.Answer(status, "{}"));

        foreach (var (tries, pause) in new[] { (1, 1), (2, 2), (3, 4) })
        {
            Assert.Equal(DeliveryResult.RetryAt(_now + Duration.FromSeconds(pause), reason), await SendAsync(server, tries: tries));
        }

        Assert.Equal(DeliveryResult.Rejected(reason + ", at the last of 4 tries"), await SendAsync(server, tries: 4));
    }

    [Fact]
    public async Task Send_FailsThenAnswers_BothTriesHaveTheSameId()
    {
        await using var server = new LoopbackServer(LoopbackServer.Answer("500 Oops", ""), LoopbackServer.Answer("200 OK", """{"code":"X1Y2"}"""));

        Assert.IsType<RetryAt>(await SendAsync(server));
        Assert.IsType<Answered>(await SendAsync(server, tries: 2));

        Assert.Equal(["call-1", "call-1"], server.Requests.Select(r => r.Headers["webhook-id"]));
        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
    }

    [Fact]
    public async Task Send_AskedToWait_WaitsSoLong()
    {
        await using var server = new LoopbackServer(LoopbackServer.Answer("429 Too Many Requests", "", "Retry-After: 7"));

        Assert.Equal(DeliveryResult.RetryAt(_now + Duration.FromSeconds(7), "answered 429"), await SendAsync(server));
    }

    [Fact]
    public async Task Send_AskedToWaitLongerThanTheRunDoes_IsRejected()
    {
        await using var server = new LoopbackServer(LoopbackServer.Answer("503 Busy", "", "Retry-After: 3600"));

        Assert.Equal(DeliveryResult.Rejected("answered 503, and the run waits no longer"), await SendAsync(server));
    }

    [Fact]
    public async Task Send_NoAnswerInTime_IsTriedAgain()
    {
        await using var server = new LoopbackServer((_, _, stop) => Task.Delay(Timeout.InfiniteTimeSpan, stop));

        Assert.Equal(DeliveryResult.Rejected($"no answer from http://127.0.0.1:{server.Port} within 1 second"), await SendAsync(server, "notify"));
    }

    [Fact]
    public async Task Send_AnswerThatDrips_EndsWithTheTimeLimit()
    {
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await LoopbackServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        });

        Assert.StartsWith("no answer from", Assert.IsType<Rejected>(await SendAsync(server, "notify")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_EndlessAnswer_IsCutAtTheLimit()
    {
        var written = 0L;
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await LoopbackServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
            var chunk = new byte[16 * 1024];
            while (!stop.IsCancellationRequested)
            {
                await stream.WriteAsync(chunk, stop);
                written += chunk.Length;
            }
        });

        Assert.Equal(DeliveryResult.Rejected("the answer has more than 262,144 bytes"), await SendAsync(server));
        Assert.InRange(written, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public async Task Send_SmallAnswerThatUnpacksToMuch_IsCutAtTheLimit()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(new byte[10_000_000]);
        }

        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await LoopbackServer.SayAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\nConnection: close\r\n\r\n");
            await stream.WriteAsync(packed.ToArray(), stop);
        });

        Assert.Equal(DeliveryResult.Rejected("the answer has more than 262,144 bytes"), await SendAsync(server));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"code\"")]
    [InlineData("not http at all\r\n\r\n")]
    public async Task Send_ConnectionBreaksOff_IsTriedAgain(string said)
    {
        await using var server = new LoopbackServer(said);

        Assert.IsType<RetryAt>(await SendAsync(server));
    }

    [Fact]
    public async Task Send_NobodyListens_IsTriedAgain()
    {
        int port;
        await using (var server = new LoopbackServer(""))
        {
            port = server.Port;
        }

        var retry = Assert.IsType<RetryAt>(await SendAsync($"http://127.0.0.1:{port}/"));

        Assert.Equal($"http://127.0.0.1:{port} can not be reached: ConnectionError", retry.Reason);
    }

    [Fact]
    public async Task Send_UserInTheAddress_IsSentAndNeverSaid()
    {
        await using var server = new LoopbackServer(LoopbackServer.Answer("200 OK", """{"code":"X"}"""));

        Assert.IsType<Answered>(await SendAsync($"http://shop:s%3Acret@127.0.0.1:{server.Port}/hook"));

        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("shop:s:cret")), server.Requests.Single().Headers["Authorization"]);
        var unreachable = Assert.IsType<RetryAt>(await SendAsync("http://shop:secret@127.0.0.1:1/hook?token=abc"));
        Assert.DoesNotContain("secret", unreachable.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", unreachable.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/", "webhook issue_coupon can not be called: its address is none")]
    [InlineData("coupons", "webhook issue_coupon can not be called: its address is none")]
    [InlineData("http://coupons.internal/issue", "webhook issue_coupon can not be called: its address is `http` and not of this machine")]
    public async Task Send_AddressThatIsNotAllowed_IsRejected(string url, string reason) =>
        Assert.StartsWith(reason, Assert.IsType<Rejected>(await SendAsync(url)).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task Send_Stopped_EndsAtOnce()
    {
        await using var server = new LoopbackServer((_, _, stop) => Task.Delay(Timeout.InfiniteTimeSpan, stop));
        using var channel = Channel(server.Url);
        using var stopped = new CancellationTokenSource();

        var sending = channel.SendAsync(new Claimed(Row("issue_coupon"), [], 1), stopped.Token);
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task Send_WhatIsNotDeclared_IsRejected()
    {
        using var channel = Channel("https://coupons.internal");

        Assert.IsType<Rejected>(await channel.SendAsync(new Claimed(Row("nothing"), [], 1), CancellationToken.None));
        Assert.IsType<Rejected>(await channel.SendAsync(new Claimed(Row("notify") with { Release = "other" }, [], 1), CancellationToken.None));
        Assert.IsType<Rejected>(await channel.SendAsync(new Claimed(Row("notify") with { Body = "x"u8.ToArray() }, [], 1), CancellationToken.None));
    }

    /// <summary>Stands still; its timers run.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => _now.ToDateTimeOffset();
    }

    private static Task<DeliveryResult> SendAsync(LoopbackServer server, string webhook = "issue_coupon", int tries = 1) => SendAsync(server.Url, webhook, tries);

    private static async Task<DeliveryResult> SendAsync(string url, string webhook = "issue_coupon", int tries = 1)
    {
        using var channel = Channel(url);
        return await channel.SendAsync(new Claimed(Row(webhook), [], tries), CancellationToken.None);
    }

    private static WebhookChannel Channel(string url) => new(
        hash => hash == _workspace.Hash ? _workspace : null,
        new WebhookOptions { Addresses = ImmutableDictionary<string, string>.Empty.Add("issue_coupon", url).Add("notify", url) },
        new StandingClock());

    private static OutboxRow Row(string webhook)
    {
        var call = new WebhookCall("call-1", _now, "c1/j/1", "s1", webhook, webhook == "notify" ? RecordValue.Of(("title", new TextValue("Hi"))) : _values, null);
        return new OutboxRow("call-1", "c1", "webhook", null, call.At, null, _workspace.Hash, OutboxCodec.Encode(call));
    }
}
