using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Personalization.Journeys.Runtime.Experiments;

/// <summary>
/// The keyed hash behind every choice, the same in every process and every language: SHA-256 over the parts, each as its
/// length in UTF-8 bytes (four bytes, big-endian) and those bytes; the hash is the first eight bytes of it, big-endian.
/// </summary>
internal static class Hashing
{
    private const int OnTheStack = 512;

    public static ulong Hash(params ReadOnlySpan<string> parts)
    {
        var length = 0;
        foreach (var part in parts)
        {
            length += sizeof(int) + Encoding.UTF8.GetByteCount(part);
        }

        Span<byte> bytes = length <= OnTheStack ? stackalloc byte[length] : new byte[length];
        var at = 0;
        foreach (var part in parts)
        {
            var written = Encoding.UTF8.GetBytes(part, bytes[(at + sizeof(int))..]);
            BinaryPrimitives.WriteInt32BigEndian(bytes[at..], written);
            at += sizeof(int) + written;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    /// <summary>The upper 53 bits of the hash as a number in [0, 1).</summary>
    public static double Unit(params ReadOnlySpan<string> parts) => (Hash(parts) >> 11) * (1.0 / (1UL << 53));
}
