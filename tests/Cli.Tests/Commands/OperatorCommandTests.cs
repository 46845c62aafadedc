using System.Text.Json;
using Personalization.Journeys.Cli.Tests.Support;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Commands;

/// <summary>`journey customers`, `parked` and `outbox`: what an operator sees, and what their word does.</summary>
public sealed class OperatorCommandTests : IAsyncLifetime, IDisposable
{
    private readonly Shell _shell = new();
    private RecordedEngine _engine = null!;

    public async Task InitializeAsync()
    {
        await _shell.RunAsync("new", "mine");
        _engine = await RecordedEngine.StartAsync(_shell, "mine");
        foreach (var (customer, name) in new[] { ("c-17", "Ada"), ("c-18", "Ben"), ("d-1", "Cleo") })
        {
            await _engine.DecideAsync(customer, "2026-03-02T08:00:00Z", new Attributes(RecordValue.Of(("first_name", new TextValue(name)), ("time_zone", new TextValue("Europe/London")))));
            await _engine.DecideAsync(customer, "2026-03-02T08:00:00Z", new Attributes(RecordValue.Of(("email", new TextValue($"{name}@shop.example")))));
            await _engine.DecideAsync(customer, "2026-03-02T08:00:01Z", new ConsentChanged(Channel.Email, "marketing", true, RecordedEngine.At("2026-03-02T08:00:01Z"), "sign-up"));
            await _engine.EventAsync(customer, "2026-03-02T09:00:00Z", "order_placed", "1", ("order_id", new TextValue("1")), ("total", new MoneyValue(40, "EUR")));
        }

        await _engine.DueAsync("c-17", "2026-03-02T11:00:00Z");
        await _engine.DeliverAsync("email", "2026-03-02T11:00:01Z", DeliveryResult.Accepted);
        await _engine.DueAsync("c-18", "2026-03-02T11:00:00Z");
        await _engine.DeliverAsync("email", "2026-03-02T11:00:05Z", DeliveryResult.Unknown("no answer in 10 s"));
        await _engine.DueAsync("d-1", "2026-03-02T11:00:00Z");
        var order = new CustomerEvent("test", "9", "order_placed", RecordedEngine.At("2026-03-03T09:00:00Z"), RecordedEngine.At("2026-03-03T09:00:00Z"), RecordValue.Of(("order_id", new TextValue("9")), ("total", new MoneyValue(12.5m, "EUR"))));
        await _engine.Store.CommitAsync(
            new Commit(RecordedEngine.At("2026-03-03T09:00:00Z")) { Parked = [new ParkedRow(0, "c-17", RecordedEngine.At("2026-03-03T09:00:00Z"), "a number was too large for its type", InputCodec.Encode(new Events([order])))] },
            default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _engine.Dispose();
        _shell.Dispose();
    }

    [Theory]
    [InlineData("customers", "customers")]
    [InlineData("customers_c", "customers c-")]
    [InlineData("customers_more", "customers --most 1")]
    [InlineData("customers_none", "customers x")]
    [InlineData("customers_json", "customers --most 2 --format json")]
    [InlineData("customers_show", "customers show c-17")]
    [InlineData("customers_show_personal", "customers show c-17 --personal")]
    [InlineData("customers_show_json", "customers show c-17 --format json")]
    [InlineData("customers_export", "customers export c-17")]
    [InlineData("parked", "parked")]
    [InlineData("parked_json", "parked --format json")]
    [InlineData("parked_show", "parked show 1")]
    [InlineData("outbox", "outbox")]
    [InlineData("outbox_unknown", "outbox --status unknown")]
    [InlineData("outbox_customer", "outbox --customer d-1 --format json")]
    [InlineData("outbox_show", "outbox show KEY")]
    [InlineData("outbox_show_personal", "outbox show KEY --personal")]
    [InlineData("outbox_show_json", "outbox show KEY --format json")]
    public async Task AnAnswer_FitsAHundredColumns(string baseline, string line)
    {
        var answer = await _shell.RunAsync((await WithKeyAsync(line)).Split(' '));

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.True(answer.Output.StartsWith('{') || answer.Output.Split('\n').All(l => l.Length <= 100), answer.Output);
        Baseline.VerifyBeside($"operator_{baseline}", answer.Output);
    }

    [Theory]
    [InlineData("customers show c-71", 2, "there is no customer `c-71`", "did you mean `c-17`?")]
    [InlineData("customers erase c-17", 1, "erasing `c-17` can not be undone: 1 journey under way would end", "--yes")]
    [InlineData("customers --data nowhere", 2, "there is no engine's data in `nowhere`", "journey run")]
    [InlineData("parked show 2", 2, "there is no parked input 2", "journey parked")]
    [InlineData("parked replay 1 2", 2, "there is no parked input 2", "journey parked")]
    [InlineData("outbox --status sent", 2, "`--status sent` is not one of", "outbox --help")]
    [InlineData("outbox show KEYx", 2, "there is no row `KEYx` in the outbox", "did you mean `KEY`?")]
    [InlineData("outbox replay KEY", 1, "`KEY` was accepted; to replay it would send it twice", "")]
    [InlineData("outbox replay UNKNOWN", 1, "nobody knows whether `UNKNOWN` has gone: no answer in 10 s", "--yes")]
    [InlineData("outbox replay OPEN", 1, "`OPEN` is open: it is under way already", "journey run")]
    [InlineData("outbox close KEY --reason no", 1, "`KEY` is accepted: it is over already", "")]
    [InlineData("outbox close OPEN", 2, "--reason", "outbox close --help")]
    public async Task WhatMustNotBe_IsRefused(string line, int code, string message, string help)
    {
        var answer = await _shell.RunAsync((await WithKeyAsync(line)).Split(' '));

        Assert.Equal(code, answer.Code);
        Assert.Contains(await WithKeyAsync(message), answer.Error, StringComparison.Ordinal);
        Assert.Contains(await WithKeyAsync(help), answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_WithYes_LeavesAnInputForTheEngine()
    {
        var answer = await _shell.RunAsync("customers", "erase", "c-17", "--yes");

        Assert.Equal(0, answer.Code);
        Assert.Contains("the engine takes it when it next starts", answer.Output, StringComparison.Ordinal);
        var row = (await _engine.Store.InboxAsync(0, 10, default))[^1];
        Assert.Equal("c-17", row.Customer);
        Assert.IsType<Erase>(InputCodec.Decode(row.Input.Span));
    }

    [Fact]
    public async Task Parked_Replayed_IsAnOldEventWithItsOwnId_AndParkedNoMore()
    {
        var answer = await _shell.RunAsync("parked", "replay", "1", "--format", "json");

        Assert.Equal("{\n  \"replaying\": [\n    1\n  ]\n}\n", answer.Output);
        var replayed = Assert.IsType<Events>(InputCodec.Decode((await _engine.Store.InboxAsync(0, 10, default))[^1].Input.Span));
        Assert.Equal(("9", true), (replayed.Items.Single().Id, replayed.Items.Single().IsHistory));
        Assert.Equal("Nothing is parked.\n", (await _shell.RunAsync("parked")).Output);
    }

    [Fact]
    public async Task Parked_Closed_IsGone()
    {
        var before = await _engine.Store.InboxAsync(0, 10, default);

        Assert.Equal("closed 1\n", (await _shell.RunAsync("parked", "close", "1")).Output);
        Assert.Equal("Nothing is parked.\n", (await _shell.RunAsync("parked")).Output);
        Assert.Equal(before.Count, (await _engine.Store.InboxAsync(0, 10, default)).Count);
    }

    [Fact]
    public async Task Outbox_UnknownWithYes_IsOpenAgainWithTheSameKey()
    {
        var key = await KeyAsync("c-18");

        var answer = await _shell.RunAsync("outbox", "replay", key, "--yes");

        Assert.Equal(0, answer.Code);
        Assert.Equal(OutboxStatus.Open, (await _engine.Store.OutboxAsync(key, default))!.Status);
    }

    [Fact]
    public async Task Outbox_Closed_IsOverForItsJourneyToo()
    {
        var key = await KeyAsync("d-1");

        var answer = await _shell.RunAsync("outbox", "close", key, "--reason", "wrong price in the template");

        Assert.Equal(0, answer.Code);
        var entry = (await _engine.Store.OutboxAsync(key, default))!;
        Assert.Contains("wrong price", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(key, Assert.IsType<Outcome>(InputCodec.Decode((await _engine.Store.InboxAsync(0, 10, default))[^1].Input.Span)).SendKey);
    }

    [Fact]
    public async Task Export_ToAFile_IsOneJsonObjectWithTheHistory()
    {
        await _shell.RunAsync("customers", "export", "c-17", "--out", "c-17.json");

        using var export = JsonDocument.Parse(File.ReadAllText(_shell.At("c-17.json")));
        Assert.Equal("Ada", export.RootElement.GetProperty("profile").GetProperty("first_name").GetString());
        Assert.Contains(export.RootElement.GetProperty("history").EnumerateArray(), e => e.TryGetProperty("event", out var given) && given.GetProperty("id").GetString() == "1");
    }

    private async Task<string> WithKeyAsync(string line) => line
        .Replace("KEY", await KeyAsync("c-17"), StringComparison.Ordinal)
        .Replace("UNKNOWN", await KeyAsync("c-18"), StringComparison.Ordinal)
        .Replace("OPEN", await KeyAsync("d-1"), StringComparison.Ordinal);

    private async Task<string> KeyAsync(string customer) => (await _engine.Store.OutboxAsync(0, 1, null, customer, default)).Single().Row.Key;
}
