using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Cli.Import;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Tests.Support;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Cli.Tests.Commands;

/// <summary>`journey import`: what the engine finds in its inbox afterwards.</summary>
public sealed class ImportCommandTests : IAsyncLifetime, IDisposable
{
    private readonly Shell _shell = new();

    public Task InitializeAsync() => _shell.RunAsync("new", "mine");

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Events_AreHistory_InOneInputACustomer_InTheOrderOfTheFile()
    {
        _shell.Write("orders.jsonl", Order("1", "17", "2026-03-02T10:00:00Z") + Order("2", "18", "2026-03-02T11:00:00Z") + Order("3", "17", "2026-03-01T10:00:00Z"));

        var answer = await _shell.RunAsync("import", "orders.jsonl");

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.StartsWith("orders.jsonl: 3 events taken, 0 rejected.\nIn the inbox of journey-data: the engine takes it when it next starts. They are history", answer.Output, StringComparison.Ordinal);
        var inbox = await InboxAsync();
        Assert.Equal(["17", "18"], inbox.Select(i => i.Customer));
        var events = inbox.Select(i => i.Input).Cast<Events>().SelectMany(e => e.Items).ToList();
        Assert.Equal(["1", "3", "2"], events.Select(e => e.Id));
        Assert.All(events, e => Assert.True(e.IsHistory));
    }

    [Fact]
    public async Task Events_Live_MayStartJourneys()
    {
        _shell.Write("orders.jsonl", Order("1", "17", "2026-03-02T10:00:00Z"));

        await _shell.RunAsync("import", "orders.jsonl", "--live");

        var only = Assert.IsType<Events>((await InboxAsync()).Single().Input).Items.Single();
        Assert.False(only.IsHistory);
        Assert.True(only.ArrivedAt > only.At);
    }

    [Fact]
    public async Task TheSameFileAgain_DoesNothing_UnderOtherRulesItIsAnotherImport()
    {
        _shell.Write("orders.jsonl", Order("1", "17", "2026-03-02T10:00:00Z"));
        await _shell.RunAsync("import", "orders.jsonl");

        var again = await _shell.RunAsync("import", "orders.jsonl");
        var live = await _shell.RunAsync("import", "orders.jsonl", "--live");

        Assert.Equal("orders.jsonl was imported before: 1 event, 0 rejected. Nothing to do.\n", again.Output);
        Assert.StartsWith("orders.jsonl: 1 event taken", live.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await InboxAsync()).Count);
    }

    [Fact]
    public async Task AnImportThatWasCutOff_GoesOnBehindWhatIsThere()
    {
        var path = _shell.Write("orders.jsonl", Order("1", "17", "2026-03-02T10:00:00Z") + "{}\n" + Order("3", "18", "2026-03-02T10:00:00Z"));
        var workspace = CompiledFolder.LoadRunnable(new CommandIo(TextWriter.Null, TextWriter.Null, _shell.Folder), "mine").Compiled!.Workspace;
        var identity = new ImportFile("orders.jsonl", path, ImportKind.Events, false, workspace, null, null).Identity();
        using (var store = SqliteStore.Open(_shell.At("journey-data"), TimeProvider.System))
        {
            await new ImportCursor(2, 1, 1, false).KeepAsync(store, identity, ImportCursor.Start, Instant.FromUtc(2026, 3, 3, 0, 0), default);
        }

        var answer = await _shell.RunAsync("import", "orders.jsonl", "--format", "json");

        var file = JsonDocument.Parse(answer.Output).RootElement.GetProperty("files")[0];
        Assert.Equal((2, 3, 2, 1), (Number(file, "resumed_at"), Number(file, "records"), Number(file, "taken"), Number(file, "rejected")));
        Assert.Equal(["18"], (await InboxAsync()).Select(i => i.Customer));
    }

    [Fact]
    public async Task ARejectedRecord_StandsInAFileWithItsReason()
    {
        _shell.Write("orders.csv", "Number,Who,When,Sum\n1,17,2026-03-02 10:00:00,40.50\n2,a@b.example,2026-03-02 11:00:00,3\n3,18,2026-03-02 11:00:00,much\n");
        _shell.Write("map.json", """{"type":"order_placed","id":"Number","time":"When","subject":"Who","data":{"order_id":"Number","total":"Sum"}}""");

        var answer = await _shell.RunAsync("import", "orders.csv", "--map", "map.json");

        Assert.Equal(0, answer.Code);
        Assert.Contains("orders.csv: 1 event taken, 2 rejected.\nRejected: 1 address as customer, 1 wrong field; the first is orders.csv:3: ", answer.Output, StringComparison.Ordinal);
        var file = Assert.Single(Directory.GetFiles(_shell.At("journey-data/rejects")));
        Assert.Contains(Path.GetFileName(file), answer.Output, StringComparison.Ordinal);
        Assert.Equal([3L, 4L], File.ReadLines(file).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("line").GetInt64()));
    }

    [Theory]
    [InlineData("people.jsonl")]
    [InlineData("people.csv", "--map", "map.json")]
    public async Task Customers_AreProfilesAndConsents_OlderThanAnyWordOfTheirOwn(string file, params string[] more)
    {
        _shell.Write("people.jsonl", """{"id": "17", "email": "ada@shop.example", "consents": ["email for marketing"]}""" + "\n");
        _shell.Write("people.csv", "Number,Mail,Newsletter,App\n17,ada@shop.example,Yes,no\n");
        _shell.Write("map.json", """{"id": "Number", "data": {"email": "Mail"}, "consents": {"email for marketing": "Newsletter", "push for marketing": "App"}}""");

        var answer = await _shell.RunAsync(["import", file, "--as", "customers", .. more]);

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.StartsWith($"{file}: 1 customer taken, 0 rejected.", answer.Output, StringComparison.Ordinal);
        var inbox = (await InboxAsync()).Select(i => i.Input).ToList();
        Assert.Equal(["email"], Assert.IsType<Attributes>(inbox[0]).Changes.Fields.Keys);
        Assert.Equal(new ConsentChanged(Channel.Email, "marketing", true, Instant.MinValue, "import"), inbox[1]);
        Assert.Equal(2, inbox.Count);
    }

    [Fact]
    public async Task TheWorkspaceOfTheEngine_DecidesWhatFits()
    {
        using (await RecordedEngine.StartAsync(_shell, "mine"))
        {
        }

        Directory.Delete(_shell.At("mine"), recursive: true);
        _shell.Write("orders.jsonl", Order("1", "17", "2026-03-02T10:00:00Z"));

        Assert.Equal(0, (await _shell.RunAsync("import", "orders.jsonl")).Code);
    }

    [Theory]
    [InlineData("import order.jsonl", 2, "there is no file `order.jsonl`", "did you mean `orders.jsonl`?")]
    [InlineData("import orders.jsonl --as catalog", 2, "catalogs can not be imported yet", "--as events")]
    [InlineData("import orders.jsonl --as custmers", 2, "`--as custmers` is not one of events, customers", "did you mean `customers`?")]
    [InlineData("import orders.csv", 2, "`orders.csv` is CSV", "--map FILE")]
    [InlineData("import orders.csv --map half.json", 2, "`half.json` does not say `time`", "write {\"type\"")]
    [InlineData("import orders.csv --as customers --map half.json", 2, "`half.json` does not say `data`", "write {\"id\"")]
    [InlineData("import orders.csv --map wrong.json", 2, "has no column `Numbr`", "did you mean `Number`?")]
    [InlineData("import orders.jsonl --workspace nowhere", 2, "there is no file or folder `nowhere`", "")]
    [InlineData("import bad.jsonl", 1, "bad.jsonl: no events taken, 1 rejected", "")]
    public async Task WhatCanNotBeImported_IsRefused(string line, int code, string message, string help)
    {
        _shell.Write("orders.jsonl", Order("1", "17", "2026-03-02T10:00:00Z"));
        _shell.Write("orders.csv", "Number,Who,When,Sum\n1,17,2026-03-02 10:00:00,40.50\n");
        _shell.Write("half.json", """{"type":"order_placed","id":"Number"}""");
        _shell.Write("wrong.json", """{"type":"order_placed","id":"Numbr","time":"When","subject":"Who","data":{}}""");
        _shell.Write("bad.jsonl", "{}\n");

        var answer = await _shell.RunAsync(line.Split(' '));

        Assert.True(code == answer.Code, answer.Output + answer.Error);
        Assert.Contains(message, answer.Output + answer.Error, StringComparison.Ordinal);
        Assert.Contains(help, answer.Error, StringComparison.Ordinal);
    }

    private static string Order(string id, string customer, string time) =>
        """{"specversion":"1.0","id":"ID","source":"test","type":"order_placed","time":"TIME","subject":"WHO","data":{"order_id":"ID","total":40}}"""
            .Replace("ID", id, StringComparison.Ordinal).Replace("TIME", time, StringComparison.Ordinal).Replace("WHO", customer, StringComparison.Ordinal) + "\n";

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private async Task<List<(string Customer, Input Input)>> InboxAsync()
    {
        using var store = SqliteStore.Open(_shell.At("journey-data"), TimeProvider.System);
        return [.. (await store.InboxAsync(0, 100, default)).Select(r => (r.Customer, InputCodec.Decode(r.Input.Span)))];
    }
}
