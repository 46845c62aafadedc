using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>An input as bytes, for the inbox and for what is parked.</summary>
public static class InputCodec
{
    public static byte[] Encode(Input input) => throw new NotImplementedException();

    public static Input Decode(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();
}
