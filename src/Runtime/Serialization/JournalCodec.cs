using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>The body of a journal row as bytes: entry, place and event. What columns hold (sequence, customer, decision) is not in it.</summary>
public static class JournalCodec
{
    public static byte[] Encode(JournalRow row) => throw new NotImplementedException();

    public static JournalRow Decode(long sequence, string customer, long decision, ReadOnlySpan<byte> body) => throw new NotImplementedException();
}
