using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>A customer's document as bytes, with the version of the format; older formats are read and lifted.</summary>
public static class DocumentCodec
{
    public static byte[] Encode(CustomerDocument document) => throw new NotImplementedException();

    public static CustomerDocument Decode(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();
}
