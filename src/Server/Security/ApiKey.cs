using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Personalization.Journeys.Server.Security;

/// <summary>A key as it is kept: never itself, only its hash, which says nothing about it because a key is 32 random bytes.</summary>
/// <param name="Id">Names it in lists and logs.</param>
public sealed record ApiKey(string Id, ImmutableArray<byte> Hash, ImmutableArray<string> Scopes)
{
    public const string Prefix = "jk_";

    private const int RandomBytes = 32;
    private const int IdBytes = 4;

    /// <summary>Its text is shown once and kept nowhere.</summary>
    public static (string Text, ApiKey Key) Generate(params ReadOnlySpan<string> scopes)
    {
        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        var hash = HashOf(text);
        return (text, new ApiKey(Convert.ToHexStringLower(hash.AsSpan(0, IdBytes)), [.. hash], [.. scopes]));
    }

    public bool Allows(string scope) => Scopes.Contains(scope, StringComparer.Ordinal) || Scopes.Contains(Scope.Admin, StringComparer.Ordinal);

    internal static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
