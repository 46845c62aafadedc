using System.Text.Json;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Tests.Durability;

namespace Personalization.Journeys.Runtime.Tests.Ingress;

public sealed class OutcomeReaderTests
{
    [Theory]
    [InlineData("mailbox full", "mailbox full")]
    [InlineData("550 5.1.1 <ada@shop.example>: unknown", "550 5.1.1 (address) unknown")]
    [InlineData("ada@shop.example", "(address)")]
    public void Reason_QuotesAnAddress_WhichIsNotKept(string said, string kept)
    {
        var json = JsonSerializer.SerializeToElement(new { type = "journeys.message.bounced", subject = "17", data = new { send_key = "k1", reason = said } });

        Assert.Equal(kept, OutcomeReader.Read(json, LiveEngine.Start).Value!.Outcome.Reason);
    }
}
