using System.Text;
using System.Text.Json.Nodes;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Serialization;

/// <summary>Bytes that nobody wrote are told from those that somebody did, or read as something, and never anything else.</summary>
public sealed class DamageTests
{
    [Fact]
    public void Document_CutAnywhere_IsRefused()
    {
        var bytes = DocumentCodec.Encode(Typical.Customer());

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Throws<FormatException>(() => DocumentCodec.Decode(bytes.AsSpan(0, length))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Document_WithOtherBytes_IsReadOrRefused(int seed)
    {
        var random = new Random(seed);
        var bytes = DocumentCodec.Encode(Anything.Of<CustomerDocument>(seed, 3));
        for (var i = 0; i < 5_000; i++)
        {
            var damaged = bytes.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] = (byte)(random.Next(2) == 0 ? random.Next(256) : "0123456789-.,[]{}\":truefalsn$"[random.Next(29)]);
            }

            ReadOrRefused(() => DocumentCodec.Decode(damaged));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[0,{}]")]
    [InlineData("[1,{}]")]
    [InlineData("[1,{}] x")]
    [InlineData("""[1,{"id":"c1","version":1}]""")]
    [InlineData("""[1,{"id":"c1","version":1,"release":"","unknown":1}]""")]
    [InlineData("""[1,{"id":"c1","version":1,"release":"","now":1e300}]""")]
    [InlineData("""[1,{"id":"c1","version":1,"release":"","now":253402300800}]""")]
    [InlineData("""[1,{"id":"c1","version":1,"release":"","now":0.1234567891}]""")]
    [InlineData("""[1,{"id":"c1","version":1,"release":"","attributes":{"a":{"$when":1}}}]""")]
    [InlineData("""[1,{"id":"c1","version":1,"release":"","attributes":{"a":{"$date":20250230}}}]""")]
    [InlineData("""[1,{"id":"c1","version":1,"release":"","attributes":{"a":1e40}}]""")]
    [InlineData("""[1,{"id":"c1","version":1,"release":"","consents":[["Fax","marketing",true,0,""]]}]""")]
    [InlineData("""[1,{"id":"c1","version":1,"release":"","eventIds":"AAAA"}]""")]
    [InlineData("[1,{\"id\":\"\\ud800\",\"version\":1,\"release\":\"\"}]")]
    [InlineData("""["1","due"]""")]
    [InlineData("""[1,"never"]""")]
    [InlineData("""[1,"due",1]""")]
    public void Bytes_OfNothing_AreRefused(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Throws<FormatException>(() => DocumentCodec.Decode(bytes));
        Assert.Throws<FormatException>(() => InputCodec.Decode(bytes));
        Assert.Throws<FormatException>(() => JournalCodec.Decode(1, "c1", 1, bytes));
        Assert.Throws<FormatException>(() => OutboxCodec.DecodeMessage(bytes));
        Assert.Throws<FormatException>(() => OutboxCodec.DecodeCall(bytes));
    }

    [Fact]
    public void Document_OfAnotherNesting_IsRefused()
    {
        var bytes = Encoding.UTF8.GetBytes($$"""[1,{"id":"c1","version":1,"release":"","attributes":{"a":{{new string('[', 100_000)}}""");

        Assert.Throws<FormatException>(() => DocumentCodec.Decode(bytes));
    }

    [Fact]
    public void Format_Older_IsLiftedStepByStep()
    {
        var format = new StoredFormat("thing", first => Next(2, first), second => Next(3, second));

        Assert.Equal("[3,\"new\"]", Encoding.UTF8.GetString(format.Encode("new", (json, text) => json.WriteStringValue(text))));
        Assert.Equal("old 2 3", format.Decode("[1,\"old\"]"u8, (ref json) => json.Text()));
        Assert.Equal("newer 3", format.Decode("[2,\"newer\"]"u8, (ref json) => json.Text()));
        Assert.Equal("new", format.Decode("[3,\"new\"]"u8, (ref json) => json.Text()));

        static JsonArray Next(int version, JsonNode older) => [version, $"{older[1]} {version}"];
    }

    [Fact]
    public void Format_Newer_SaysThatAProgramIsTooOld()
    {
        var refusal = Assert.Throws<FormatException>(() => DocumentCodec.Decode("[2,{}]"u8));

        Assert.Equal("a stored document has format 2, and this program reads 1 to 1: it was written by a newer one", refusal.Message);
    }

    private static void ReadOrRefused(Func<object> read)
    {
        try
        {
            Assert.NotNull(read());
        }
        catch (FormatException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }
    }
}
