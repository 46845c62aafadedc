using System.Text;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Ingress;

public sealed class EventReaderTests
{
    private static readonly Instant _arrival = Instant.FromUtc(2026, 3, 2, 10, 0);

    private static readonly EventReader _reader = new(Compiled.Program("""
        workspace shop:
          language 1
          time zone "Europe/Berlin"
          currency EUR

        customer:
          email text, optional, personal

        event order_placed:
          order_id text, key
          total money
          paid_on date, optional
          items list of text, optional
        """));

    public static TheoryData<string, string> Refused => new()
    {
        { """{"type":"order_placed","id":"1","subjct":"17","data":{"order_id":"a","total":1}}""", "subject: `subject` is missing; `subjct` is not known" },
        { """{"type":"order_placd","id":"1","subject":"17"}""", "type: there is no event `order_placd`, did you mean `order_placed`?" },
        { """{"type":"order_placed","id":7,"subject":"17","data":{"order_id":"a","total":1}}""", "id: `id` must be text, got 7" },
        { """{"type":"order_placed","id":"1","subject":"17","data":{"order_id":"a","totl":1}}""", "data.totl: `totl` is not declared, did you mean `total`? | data.total: `total` is missing" },
        { """{"type":"order_placed","id":"1","subject":"17","data":[]}""", "data: `data` must be an object, got []" },
        { """{"type":"order_placed","id":"1","subject":"17"}""", "data.order_id: `order_id` is missing | data.total: `total` is missing" },
        { """{"type":"order_placed","id":"1","subject":"17","time":"soon","data":{"order_id":"a","total":1}}""", "time: `time` must be a moment like 2010-12-24T09:00:00Z, got \"soon\"" },
        { """{"type":"order_placed","id":"1","subject":"17","time":"9999-12-31T23:59:59-18:00","data":{"order_id":"a","total":1}}""", "time: `time` must be a moment like 2010-12-24T09:00:00Z, got \"9999-12-31T23:59:59-18:00\"" },
        { """{"type":"order_placed","id":"1","subject":"ada@example.com","specversion":"0.3","data":{"order_id":1,"total":"x"}}""", "subject: `subject` looks like an e-mail address; use an opaque key | specversion: `specversion` must be \"1.0\", got \"0.3\" | data.order_id: `order_id` must be text, got 1 | data.total: `total` must be a number or {\"amount\": 30, \"currency\": \"EUR\"}, got \"x\"" },
        { """{"type":"order_placed","id":"1","subject":"1\n7","data":{"order_id":"a","total":1}}""", "subject: `subject` holds a control character" },
        { """{"type":"order_placed","id":"1","subject":"17","data":{"order_id":"\ud83d","total":1}}""", ": a text holds half a character: one of a pair like \\uD83D\\uDE00 is missing" },
        { """{"type":"order_placed","id":"1","subject":"17","data":{"order_id":"a","total":1e400}}""", "data.total: `total` must be a number or {\"amount\": 30, \"currency\": \"EUR\"}, got 1e400" },
        { """{"type":"order_placed","id":"1","subject":"17","data":{"order_id":"a","total":1,"items":["x",2]}}""", "data.items[1]: `items[1]` must be text, got 2" },
        { """{"type":"order_placed","id":"1","subject":"17","data_base64":"e30=","data":{"order_id":"a","total":1}}""", "data_base64: `data_base64` is not taken; write the fields as JSON in `data`" },
        { "\"order_placed\"", ": the event is not an object" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void AnEvent_ThatDoesNotFit_NamesEveryFieldThatIsWrong(string json, string problems)
    {
        var fit = _reader.Parse(Encoding.UTF8.GetBytes(json), _arrival);

        Assert.Null(fit.Value);
        Assert.Equal(problems, string.Join(" | ", fit.Problems.Select(p => $"{p.Field}: {p.Message}")));
    }

    [Fact]
    public void AnEvent_ThatFits_IsTakenWithItsArrival()
    {
        var fit = _reader.Parse("""{"type":"order_placed","id":"1","subject":"17","source":"shop","time":"2026-03-02T10:30:00+01:00","data":{"order_id":"\ud83d\ude00","total":1.5,"identifiers":{"email":"x@y.example"}},"traceparent":"00"}"""u8.ToArray(), _arrival);

        var (customer, taken) = fit.Value!;
        Assert.Equal(("17", "shop", "1", "order_placed"), (customer, taken.Source, taken.Id, taken.Type));
        Assert.Equal((_arrival - Duration.FromMinutes(30), _arrival), (taken.At, taken.ArrivedAt));
        Assert.Equal(new TextValue("\ud83d\ude00"), taken.Data["order_id"]);
        Assert.Equal(["items", "order_id", "total"], taken.Data.Fields.Keys);
    }

    [Fact]
    public void AnEvent_WithoutTime_HappensWhenItArrives_ButARecordedOneMustNameIt()
    {
        var json = """{"type":"order_placed","id":"1","subject":"17","data":{"order_id":"a","total":1}}"""u8.ToArray();

        Assert.Equal(_arrival, _reader.Parse(json, _arrival).Value!.Event.At);
        Assert.Equal("wrong time", _reader.Parse(json).Kind);
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("""[{"a":1}, [2,3] ,"x",4]""", 4)]
    [InlineData("{}", -1)]
    [InlineData("[1,", -1)]
    [InlineData("[1] 2", -1)]
    [InlineData("", -1)]
    public void ABatch_IsCutIntoItsElements(string json, int elements) =>
        Assert.Equal(elements, StrictJson.Split(Encoding.UTF8.GetBytes(json)).Value?.Count ?? -1);
}
