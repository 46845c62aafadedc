using NodaTime;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Tests.Execution;

namespace Personalization.Journeys.Runtime.Tests.Serialization;

/// <summary>Whether a decision is the same when everything it reads was stored and read again, and what it makes can be stored.</summary>
internal static class Stored
{
    public static void Check(Release release, Facts facts, CustomerDocument customer, Input input, Instant now, Decision decision)
    {
        var document = DocumentCodec.Encode(customer);
        var read = DocumentCodec.Decode(document);
        Assert.Equal(document, DocumentCodec.Encode(read));
        var again = Engine.Decide(release, facts, read, InputCodec.Decode(InputCodec.Encode(input)), now);
        Assert.Equal(Dump.Of(decision), Dump.Of(again));
        foreach (var entry in decision.Journal)
        {
            var place = entry.Location is { } location ? new Place(location.Path, location.Line, location.Column) : null;
            var row = new JournalRow(1, customer.Id, decision.Customer.Version, entry, place, null);
            Difference.None(row with { Entry = entry with { Location = null } }, JournalCodec.Decode(1, customer.Id, decision.Customer.Version, JournalCodec.Encode(row)));
        }

        Assert.All(decision.Messages, m => Difference.None(m with { Location = null }, OutboxCodec.DecodeMessage(OutboxCodec.Encode(m))));
        Assert.All(decision.Calls, c => Difference.None(c with { Location = null }, OutboxCodec.DecodeCall(OutboxCodec.Encode(c))));
    }
}
