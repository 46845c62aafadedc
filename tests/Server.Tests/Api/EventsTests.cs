using System.Text;
using Personalization.Journeys.Server.Tests.Support;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Server.Tests.Api;

public sealed class EventsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Events_GoodAndBad_AreAnsweredSo()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        var page = new Transcript(engine);

        await page.AskAsync("one event", "POST", "/v1/events", Order("1"));
        await page.AskAsync("the same again", "POST", "/v1/events", Order("1"));
        await page.AskAsync("as a CloudEvent", "POST", "/v1/events", Order("2"), "application/cloudevents+json; charset=utf-8");
        await page.AskAsync("an array", "POST", "/v1/events", $"[{Order("3")},{Order("4")}]");
        await page.AskAsync("a batch", "POST", "/v1/events", $"[{Order("5")}]", "application/cloudevents-batch+json");
        await page.AskAsync("an empty batch", "POST", "/v1/events", "[]");
        await page.AskAsync("a batch of good and bad ones", "POST", "/v1/events", $"[{Order("6")},{Order("7").Replace("total", "totl", StringComparison.Ordinal)},7,{Order("8")}]");
        await page.AskAsync("a batch of bad ones", "POST", "/v1/events", $$"""[{"id":"9"},{{Order("10").Replace("\"subject\":\"17\"", "\"subject\":\"ada@shop.example\"", StringComparison.Ordinal)}}]""");
        await page.AskAsync("a batch that is none", "POST", "/v1/events", Order("11"), "application/cloudevents-batch+json");
        await page.AskAsync("a batch that breaks off", "POST", "/v1/events", $"[{Order("12")},");
        await page.AskAsync("an unknown type", "POST", "/v1/events", Order("13").Replace("order_placed", "order_place", StringComparison.Ordinal));
        await page.AskAsync("everything wrong", "POST", "/v1/events", """{"specversion":"2.0","id":1,"type":"order_placed","subject":"+44 20 7946 0000","time":"soon","data":{"total":"much","items":[1],"colour":"red"}}""");
        await page.AskAsync("no JSON", "POST", "/v1/events", "order 17");
        await page.AskAsync("nothing", "POST", "/v1/events", "");
        await page.AskAsync("a key twice", "POST", "/v1/events", Order("14").Replace("\"total\":40", "\"total\":40,\"total\":41", StringComparison.Ordinal));
        await page.AskAsync("half a character", "POST", "/v1/events", Order("\\ud83d"));
        await page.AskAsync("too deep", "POST", "/v1/events", Order("15").Replace("40", new string('[', 70) + new string(']', 70), StringComparison.Ordinal));
        await page.AskAsync("too large for one", "POST", "/v1/events", Order("16").Replace("\"total\"", $"\"note\":\"{new string('x', 270_000)}\",\"total\"", StringComparison.Ordinal));
        await page.AskAsync("too large for all", "POST", "/v1/events", "[" + new string(' ', 8 * 1024 * 1024) + "]");
        await page.AskAsync("too many", "POST", "/v1/events", "[" + string.Join(',', Enumerable.Repeat("1", 5_001)) + "]");
        await page.AskAsync("another type of body", "POST", "/v1/events", "<order/>", "application/xml");
        await page.AskAsync("another alphabet", "POST", "/v1/events", Order("17"), "application/json; charset=iso-8859-1");
        await page.AskAsync("a type of the engine", "POST", "/v1/events", Order("18").Replace("order_placed", "journeys.entered", StringComparison.Ordinal));
        await page.AskAsync("an outcome", "POST", "/v1/events", """{"id":"o1","type":"journeys.message.opened","subject":"17","data":{"send_key":"abc"}}""");
        await page.AskAsync("an outcome of nothing", "POST", "/v1/events", """{"id":"o2","type":"journeys.message.open","subject":"17","data":{}}""");
        await page.AskAsync("what became of them", "GET", "/v1/customers/17/timeline?limit=6");

        Baseline.VerifyBeside("events", page.ToString());
    }

    [Fact]
    public async Task Bytes_ThatAreNotUtf8_AreRefused()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        using var body = new ByteArrayContent([.. Encoding.UTF8.GetBytes(Order("1")[..^1]), (byte)',', (byte)'"', 0xFC, (byte)'"', (byte)':', (byte)'1', (byte)'}']);
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json");

        using var answer = await engine.Client.PostAsync(new Uri("/v1/events", UriKind.Relative), body);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("not UTF-8", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_ThatAreMutated_AreNeverTheEnginesFault()
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);
        var random = new Random(7);
        var good = Encoding.UTF8.GetBytes($$$"""[{{{Order("1")}}},{"id":"o1","type":"journeys.message.clicked","time":"2026-03-02T09:00:00Z","subject":"17","data":{"send_key":"abc","text":"yes","reason":null}}]""");

        for (var i = 0; i < 2_000; i++)
        {
            using var body = new ByteArrayContent(Mutated(good, random));
            body.Headers.TryAddWithoutValidation("Content-Type", i % 3 == 0 ? "application/cloudevents-batch+json" : "application/json");
            using var answer = await engine.Client.PostAsync(new Uri("/v1/events", UriKind.Relative), body);

            var status = (int)answer.StatusCode;
            Assert.True(status is 202 or 400 or 422, $"body {i} was answered with {status}");
        }

        Assert.Empty(engine.Log.Lines);
    }

    private static byte[] Mutated(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at - 1));
                    break;
                case 2:
                    bytes.InsertRange(at, good.Skip(random.Next(good.Length)).Take(random.Next(1, 40)));
                    break;
                case 3:
                    bytes.InsertRange(at, "\\ud83d"u8.ToArray());
                    break;
                case 4:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Enumerable.Range(0, random.Next(1, 90)).Aggregate("", (t, _) => t + "[")));
                    break;
                default:
                    bytes[at] = "{}[]\",:0-e.nt\\"u8[random.Next(14)];
                    break;
            }
        }

        return [.. bytes];
    }

    private static string Order(string id) =>
        """{"id":"ID","source":"shop","type":"order_placed","subject":"17","time":"2026-03-02T09:59:00Z","data":{"order_id":"ID","total":40}}""".Replace("ID", id, StringComparison.Ordinal);
}
