using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Security;

/// <summary>The keys of an installation, kept as settings.</summary>
public sealed class ApiKeys
{
    private const string NamePrefix = "api-key/";

    private ImmutableArray<ApiKey> _keys;

    private ApiKeys(ImmutableArray<ApiKey> keys) => _keys = keys;

    public bool IsEmpty => _keys.IsEmpty;

    public static async ValueTask<ApiKeys> LoadAsync(IStore store, CancellationToken cancellation)
    {
        var settings = await store.ReferencesAsync(ReferenceKind.Setting, cancellation);
        return new ApiKeys([.. settings.Where(s => s.Name.StartsWith(NamePrefix, StringComparison.Ordinal)).Select(Read)]);
    }

    /// <summary>Makes a key and returns its text, which nobody can find again.</summary>
    public async ValueTask<string> AddAsync(IStore store, Instant now, ImmutableArray<string> scopes, CancellationToken cancellation)
    {
        var (text, key) = ApiKey.Generate(scopes.AsSpan());
        var body = JsonSerializer.SerializeToUtf8Bytes(new Kept(Convert.ToHexStringLower(key.Hash.AsSpan()), scopes));
        await store.AddReferenceAsync(new ReferenceRow(ReferenceKind.Setting, NamePrefix + key.Id, "1", now, body), cancellation);
        _keys = _keys.Add(key);
        return text;
    }

    /// <summary>The key with this text, or null. Takes the same time whatever the text is.</summary>
    internal ApiKey? Find(string text)
    {
        var hash = ApiKey.HashOf(text);
        ApiKey? found = null;
        foreach (var key in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(key.Hash.AsSpan(), hash))
            {
                found = key;
            }
        }

        return found;
    }

    private static ApiKey Read(ReferenceRow row)
    {
        var kept = JsonSerializer.Deserialize<Kept>(row.Body.Span)!;
        return new ApiKey(row.Name[NamePrefix.Length..], [.. Convert.FromHexString(kept.Hash)], kept.Scopes);
    }

    private sealed record Kept(string Hash, ImmutableArray<string> Scopes);
}
