using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Personalization.Journeys.Cli.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Commands;

public sealed class BacktestCommandTests : IAsyncLifetime, IDisposable
{
    private readonly Shell _shell = new();

    public Task InitializeAsync() => _shell.RunAsync("new", "mine");

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task WithoutCustomers_EverybodyIsReachable_AndEveryLineSaysAssumed()
    {
        _shell.Write("events.jsonl", Order("1", "17", "2026-03-02T10:00:00Z") + Order("2", "18", "2026-03-03T10:00:00Z") + Order("3", "17", "2026-03-20T10:00:00Z"));

        var answer = await _shell.RunAsync("backtest", "mine", "--events", "events.jsonl", "--out", "result");

        Assert.Equal(0, answer.Code);
        Assert.StartsWith("Assumed: no `--customers` was given", answer.Output, StringComparison.Ordinal);
        var messages = Lines("result/messages.jsonl");
        Assert.Equal(
            ["send_key", "at", "customer", "journey", "version", "step", "channel", "template", "purpose", "status", "reason", "arm", "run", "assumed"],
            messages[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(["hello", "hello", "small_gift", "small_gift"], messages.Select(m => m.GetProperty("template").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal("2026-03-02T12:00:00Z", messages[0].GetProperty("at").GetString());
        Assert.Equal(["second_order"], Lines("result/journeys.jsonl")[0].GetProperty("goals").EnumerateArray().Select(g => g.GetString()));
        Assert.Contains("assumed", File.ReadAllText(_shell.At("result/report.html")), StringComparison.Ordinal);
        Assert.False(File.Exists(_shell.At("result/rejects.jsonl")));
    }

    [Fact]
    public async Task WithCustomers_OnlyThoseWhoConsentAreWrittenTo()
    {
        _shell.Write("events.jsonl", Order("1", "17", "2026-03-02T10:00:00Z") + Order("2", "18", "2026-03-02T10:00:00Z"));
        _shell.Write("people.jsonl", """
            {"id": "17", "email": "a@example.com", "consents": ["email for marketing"]}
            {"id": "18", "email": "b@example.com"}
            {"id": "19", "mail": "c@example.com"}
            {"id": "20", "consents": ["pigeon for marketing"]}
            """);

        var answer = await _shell.RunAsync("backtest", "mine", "--events", "events.jsonl", "--customers", "people.jsonl", "--out", "result", "--to", "2026-04-01");

        Assert.Equal(0, answer.Code);
        Assert.Equal(["17"], Lines("result/journeys.jsonl").Select(r => r.GetProperty("customer").GetString()));
        Assert.Equal([3L, 4L], Lines("result/rejects.jsonl").Select(r => r.GetProperty("line").GetInt64()));
        Assert.DoesNotContain(Lines("result/messages.jsonl"), m => m.TryGetProperty("assumed", out _));
    }

    [Fact]
    public async Task SegmentsAt_OutsideOfTheBacktest_IsRefused()
    {
        _shell.Write("events.jsonl", Order("1", "17", "2026-03-02T10:00:00Z"));

        var answer = await _shell.RunAsync("backtest", "mine", "--events", "events.jsonl", "--segments-at", "2026-03-02,2027-01-01", "--out", "result");

        Assert.Equal(2, answer.Code);
        Assert.Contains("`--segments-at 2027-01-01 00:00` lies outside of the backtest, 2026-03-02 00:00 to 2026-03-03 00:00", answer.Error, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> BadEvents => new()
    {
        { "{not json", "not JSON", "" },
        { "[1, 2]", "not an event", "the event is not an object" },
        { """{"id":"1","subject":"17","time":"2026-03-02T10:00:00Z","data":{}}""", "missing field", "`type` is missing" },
        { Order("1", "17", "2026-03-02T10:00:00Z").Replace("order_placed", "order_place", StringComparison.Ordinal), "unknown type", "did you mean `order_placed`?" },
        { Order("1", "17", "2026-02-30T10:00:00Z"), "wrong time", "2026-02-30" },
        { Order("1", "17", "yesterday"), "wrong time", "`time` must be a moment" },
        { Order("1", "ada@example.com", "2026-03-02T10:00:00Z"), "address as customer", "looks like an e-mail address" },
        { Order("1", "+44 20 7946 0000", "2026-03-02T10:00:00Z"), "address as customer", "looks like a phone number" },
        { Order("1", "", "2026-03-02T10:00:00Z"), "no customer", "`subject` is missing" },
        { Order("1", "17", "2026-03-02T10:00:00Z").Replace("\"total\":40", "\"total\":\"forty\"", StringComparison.Ordinal), "wrong field", "`total` must be a number or" },
        { Order("1", "17", "2026-03-02T10:00:00Z").Replace("\"total\":40", "\"total\":{\"amount\":40,\"currency\":\"USD\"}", StringComparison.Ordinal), "wrong field", "`total` must be in EUR" },
        { Order("1", "17", "2026-03-02T10:00:00Z").Replace(",\"total\":40", "", StringComparison.Ordinal), "missing field", "`total` is missing" },
        { Order("1", "17", "2026-03-02T10:00:00Z").Replace("\"total\":40", "\"total\":40,\"colour\":1", StringComparison.Ordinal), "wrong field", "`colour` is not declared" },
        { Order("1", "17", "2026-03-02T10:00:00Z").Replace("\"total\":40", "\"total\":40,\"total\":41", StringComparison.Ordinal), "duplicate key", "" },
        { Order("1", "17", "2026-03-02T10:00:00Z").Replace("40", new string('[', 80) + new string(']', 80), StringComparison.Ordinal), "too deep", "" },
        { Order("1", "17", "2026-03-02T10:00:00Z").Replace("order_placed", "journeys.message.opened", StringComparison.Ordinal), "reserved type", "said by channels only" },
        { "{\"x\":\"" + new string('x', 300_000) + "\"}", "too large", "at most 262,144" },
        { "{\"x\":\"" + new string('x', 10_000_000) + "\"}", "too large", "10,000,008 bytes" },
    };

    [Theory]
    [MemberData(nameof(BadEvents))]
    public async Task ABadEvent_IsCountedKeptAndExplained_AndTheOthersGoOn(string line, string kind, string reason)
    {
        _shell.Write("events.jsonl", Order("good", "18", "2026-03-02T10:00:00Z") + line.TrimEnd() + "\n" + Order("after", "18", "2026-03-02T11:00:00Z"));

        var answer = await _shell.RunAsync("backtest", "mine", "--events", "events.jsonl", "--out", "result", "--format", "json");

        Assert.Equal(0, answer.Code);
        using var summary = JsonDocument.Parse(answer.Output);
        Assert.Equal(2, summary.RootElement.GetProperty("events").GetInt64());
        var reject = Assert.Single(Lines("result/rejects.jsonl"));
        Assert.Equal((kind, 2L), (reject.GetProperty("kind").GetString(), reject.GetProperty("line").GetInt64()));
        Assert.Contains(reason, reject.GetProperty("reason").GetString(), StringComparison.Ordinal);
        if (kind != "too large")
        {
            Assert.Equal(line.TrimEnd(), reject.GetProperty("text").GetString());
        }
    }

    [Fact]
    public async Task BytesThatAreNotUtf8_AreKeptAsBase64()
    {
        File.WriteAllBytes(_shell.At("events.jsonl"), [.. Encoding.UTF8.GetBytes(Order("1", "17", "2026-03-02T10:00:00Z")), (byte)'{', 0xFC, (byte)'}', (byte)'\n']);

        await _shell.RunAsync("backtest", "mine", "--events", "events.jsonl", "--out", "result");

        var reject = Assert.Single(Lines("result/rejects.jsonl"));
        Assert.Equal("byte 2 of the line is not UTF-8; the text is base64", reject.GetProperty("reason").GetString());
        Assert.Equal([(byte)'{', 0xFC, (byte)'}'], Convert.FromBase64String(reject.GetProperty("text").GetString()!));
    }

    [Fact]
    public async Task Csv_WithAMap_IsReadLikeEvents()
    {
        _shell.Write("orders.csv", "Number,Who,When,Sum\n1,17,2026-03-02 10:00:00,40.50\n2,18,2026-03-02 11:00:00,\"1,204\"\n3,a@b.example,2026-03-02 11:00:00,3\n4,18,2026-13-02 11:00:00,3\n");
        _shell.Write("map.json", """{"type":"order_placed","id":"Number","time":"When","subject":"Who","data":{"order_id":"Number","total":"Sum"}}""");

        var answer = await _shell.RunAsync("backtest", "mine", "--events", "orders.csv", "--map", "map.json", "--out", "result", "--to", "2026-04-01");

        Assert.Equal(0, answer.Code);
        Assert.Equal(["address as customer", "wrong time"], Lines("result/rejects.jsonl").Select(r => r.GetProperty("kind").GetString()));
        Assert.Equal(["17", "18"], Lines("result/journeys.jsonl").Select(r => r.GetProperty("customer").GetString()));
    }

    [Fact]
    public async Task CsvRows_ThatAreShortOrUnreadable_AreRejectsLikeAnyOther()
    {
        byte[] unreadable = [.. "3,18,2026-03-02 11:00:00,3,"u8, 0xFC, (byte)'\n'];
        File.WriteAllBytes(_shell.At("orders.csv"), [.. "Number,Who,When,Sum,Note\n1,17,2026-03-02 10:00:00,40.50,a\n2,18\n"u8, .. unreadable, .. "4,19,2026-03-02 11:00:00,3,b\n"u8]);
        _shell.Write("map.json", """{"type":"order_placed","id":"Number","time":"When","subject":"Who","data":{"order_id":"Note","total":"Sum"}}""");

        var answer = await _shell.RunAsync("backtest", "mine", "--events", "orders.csv", "--map", "map.json", "--out", "result", "--to", "2026-04-01");

        Assert.True(answer.Code == 0, answer.Error);
        Assert.Equal(["wrong time", "not UTF-8"], Lines("result/rejects.jsonl").Select(r => r.GetProperty("kind").GetString()));
        Assert.Equal(["17", "19"], Lines("result/journeys.jsonl").Select(r => r.GetProperty("customer").GetString()));
    }

    [Theory]
    [InlineData("--events nowhere.jsonl", 2, "there is no file `nowhere.jsonl`")]
    [InlineData("--events event.jsonl", 2, "did you mean `events.jsonl`?")]
    [InlineData("--events orders.csv", 2, "say with `--map FILE` which column is what")]
    [InlineData("--events orders.csv --map wrong.json", 2, "has no column `Numbr`")]
    [InlineData("--events orders.csv --map half.json", 2, "`half.json` does not say `time`")]
    [InlineData("--events fake.jsonl.gz", 2, "is not the gzip file that its name says")]
    [InlineData("--events events.jsonl --from 2010-02-30", 2, "`--from 2010-02-30` is not a moment")]
    [InlineData("--events events.jsonl --from 2026-03-03 --to 2026-03-02", 2, "`--from` must be before `--to`")]
    [InlineData("--events events.jsonl --segments-at never", 2, "`--segments-at never` is not a moment")]
    [InlineData("--events bad.jsonl", 1, "no event could be taken")]
    [InlineData("--events empty.jsonl", 1, "the files are empty")]
    [InlineData("", 2, "journey backtest --help")]
    public async Task Misuse_IsToldBeforeAnythingRuns(string options, int code, string message)
    {
        _shell.Write("events.jsonl", Order("1", "17", "2026-03-02T10:00:00Z"));
        _shell.Write("orders.csv", "Number,Who,When,Sum\n1,17,2026-03-02 10:00:00,40.50\n");
        _shell.Write("wrong.json", """{"type":"order_placed","id":"Numbr","time":"When","subject":"Who","data":{}}""");
        _shell.Write("half.json", """{"type":"order_placed","id":"Number"}""");
        _shell.Write("fake.jsonl.gz", "not gzip at all");
        _shell.Write("bad.jsonl", "{}\n");
        _shell.Write("empty.jsonl", "");

        var answer = await _shell.RunAsync(["backtest", "mine", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.True(code == answer.Code, answer.Error);
        Assert.Contains(message, answer.Output + answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExportedOrders_ComeBackAsTheyWere()
    {
        await _shell.RunAsync("demo", "--export-events", "orders.jsonl.gz");
        using var stream = new GZipStream(File.OpenRead(_shell.At("orders.jsonl.gz")), CompressionMode.Decompress);
        var io = new Terminal.CommandIo(TextWriter.Null, TextWriter.Null, AppContext.BaseDirectory);
        var shop = Cli.Workspaces.CompiledFolder.Load(io, Cli.Demo.Samples.Shop(io)).Compiled!.Workspace;
        var read = new List<Runtime.Simulation.HistoryEvent>();
        var refused = new List<Cli.Data.Reject>();

        new Cli.Data.CloudEventReader(shop).Read(stream, "orders", read.Add, refused.Add);

        Assert.Empty(refused);
        Assert.True(Cli.Demo.RetailOrders.ReadShipped().Events.AsEnumerable().SequenceEqual(read));
    }

    private static string Order(string id, string customer, string time) =>
        """{"specversion":"1.0","id":"ID","source":"test","type":"order_placed","time":"TIME","subject":"WHO","data":{"order_id":"ID","total":40}}"""
            .Replace("ID", id, StringComparison.Ordinal).Replace("TIME", time, StringComparison.Ordinal).Replace("WHO", customer, StringComparison.Ordinal) + "\n";

    private List<JsonElement> Lines(string file) =>
        [.. File.ReadLines(_shell.At(file)).Select(l => JsonDocument.Parse(l).RootElement.Clone())];
}
