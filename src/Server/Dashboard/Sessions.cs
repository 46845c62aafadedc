using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>
/// Who is signed in. A session is its own end, signed: nothing is kept of it, so that it outlives a restart. A link signs
/// in once, for the one who started the engine.
/// </summary>
public sealed class Sessions
{
    private const string CookieName = "journeys";
    private const int MostLinks = 100;

    private static readonly Duration _length = Duration.FromHours(12);
    private static readonly Duration _linkLength = Duration.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Instant> _links = new(StringComparer.Ordinal);
    private readonly byte[] _key;
    private readonly TimeProvider _time;

    internal Sessions(ReadOnlySpan<byte> secret, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(secret.Length, 32);
        _key = HMACSHA256.HashData(secret, "dashboard session"u8);
        _time = time;
    }

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    /// <summary>A path that signs in whoever opens it first, within ten minutes.</summary>
    public string NewLink()
    {
        foreach (var old in _links.Where(l => l.Value < Now || _links.Count >= MostLinks))
        {
            _links.TryRemove(old);
        }

        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(24));
        _links[token] = Now + _linkLength;
        return $"/sign-in/{token}";
    }

    internal bool TakeLink(string token) => _links.TryRemove(token, out var end) && end >= Now;

    internal bool IsSignedIn(HttpContext context) => context.Request.Cookies[CookieName] is { } cookie && IsValid(cookie);

    internal void SignIn(HttpContext context)
    {
        var end = (Now + _length).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        context.Response.Cookies.Append(CookieName, $"{end}.{Sign(end)}", Options(context));
    }

    internal static void SignOut(HttpContext context) => context.Response.Cookies.Delete(CookieName, Options(context));

    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", IsEssential = true };

    private bool IsValid(string cookie) =>
        cookie.Split('.') is [var end, var signature]
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Sign(end)))
        && long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds > Now.ToUnixTimeSeconds();

    private string Sign(string end) => WebEncoders.Base64UrlEncode(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(end)));
}
