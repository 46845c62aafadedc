using System.Security.Cryptography;

namespace Personalization.Journeys.Backends.Sqlite;

/// <summary>Bytes that are readable as long as their customer's key is kept: nonce, tag, cipher text (AES-GCM).</summary>
internal static class PersonalData
{
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyLength);

    public static byte[] Lock(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain)
    {
        var locked = new byte[NonceLength + TagLength + plain.Length];
        var nonce = locked.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, locked.AsSpan(NonceLength + TagLength), locked.AsSpan(NonceLength, TagLength));
        return locked;
    }

    /// <summary>Null when it was locked with another key: the customer was erased since, and is here again.</summary>
    public static byte[]? Unlock(ReadOnlySpan<byte> key, ReadOnlySpan<byte> locked)
    {
        var cipher = locked[(NonceLength + TagLength)..];
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(locked[..NonceLength], cipher, locked.Slice(NonceLength, TagLength), plain);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
