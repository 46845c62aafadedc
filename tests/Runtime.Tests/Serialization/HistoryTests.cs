using System.Text;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Tests.Execution;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Serialization;

/// <summary>What older programs stored is read for ever. The files of `Histories` are never changed; a new format adds new ones.</summary>
public sealed class HistoryTests
{
    [Theory]
    [InlineData("documents.1")]
    [InlineData("inputs.1")]
    [InlineData("journal.1")]
    [InlineData("messages.1")]
    [InlineData("calls.1")]
    public void History_OfAnOlderFormat_IsReadAsItWasMeant(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Samples.Root, "../Runtime.Tests/Histories", file + ".jsonl"));

        Baseline.VerifyBeside(file, string.Join('\n', lines.Select(line => Dump.Of(Read(file, Encoding.UTF8.GetBytes(line))))) + "\n");
    }

    [Fact]
    public void Document_OfATypicalCustomer_IsAKilobyteAtMost()
    {
        var bytes = DocumentCodec.Encode(Typical.Customer());

        Assert.True(bytes.Length <= 1_024);
        Baseline.VerifyBeside("typical", $"{bytes.Length} bytes\n{Encoding.UTF8.GetString(bytes)}\n");
    }

    private static object Read(string file, byte[] bytes) => file.Split('.')[0] switch
    {
        "documents" => DocumentCodec.Decode(bytes),
        "inputs" => InputCodec.Decode(bytes),
        "journal" => JournalCodec.Decode(1, "c1", 1, bytes),
        "messages" => OutboxCodec.DecodeMessage(bytes),
        _ => OutboxCodec.DecodeCall(bytes),
    };
}
