using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Sending;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// What is asked in the moment before a message leaves: is the customer still there, do they still consent, is it still
/// time, where to. Quiet hours and caps were decided with the message.
/// </summary>
public static class LastGates
{
    private const string TooLate = "too late";
    private const string Unreadable = "the customer can not be read";

    public static LastGate At(ReleaseSet releases, Instant now) => (row, document) => Ask(releases, now, row, document);

    private static GateAnswer Ask(ReleaseSet releases, Instant now, OutboxRow row, ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is not { } there)
        {
            return Skipped(Ledger.Erased);
        }

        CustomerDocument customer;
        try
        {
            customer = DocumentCodec.Decode(there.Span);
        }
        catch (FormatException)
        {
            return Skipped(Unreadable);
        }

        if (row.At <= customer.ErasedAt)
        {
            return Skipped(Ledger.Erased);
        }

        var scope = new CustomerScope(releases.Find(row.Release) ?? releases.Current, Facts.None, customer, now);
        return ChannelNames.Find(row.Lane) is { } channel ? Ask(scope, row, channel, now) : new Go([]);
    }

    private static GateAnswer Ask(CustomerScope scope, OutboxRow row, Channel channel, Instant now)
    {
        if (row.Purpose is { } purpose && !scope.HasConsent(channel, purpose))
        {
            return Skipped(SkipReason.NoConsent);
        }

        if (row.NotAfter <= now)
        {
            return new HeldBack(Execution.OutcomeKind.Expired, TooLate);
        }

        var addresses = AddressesOf(scope, channel);
        return addresses is { IsEmpty: true } ? Skipped(SkipReason.NoAddress) : new Go(addresses ?? []);
    }

    /// <summary>Null where none is needed: web and chat are shown when the customer is there.</summary>
    private static ImmutableArray<string>? AddressesOf(CustomerScope scope, Channel channel) => channel switch
    {
        Channel.Email => Texts(scope.Field(Root.Customer, "email")),
        Channel.Push => Texts(scope.Field(Root.Customer, "push_token")),
        _ => null,
    };

    private static ImmutableArray<string> Texts(Value value) => value switch
    {
        TextValue { Value.Length: > 0 } text => [text.Value],
        ListValue list => [.. list.Elements.SelectMany(e => Texts(e)).Distinct(StringComparer.Ordinal)],
        _ => [],
    };

    private static HeldBack Skipped(string reason) => new(Execution.OutcomeKind.Skipped, reason);
}
