using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>
/// Names a message before it leaves: base64url of the first 24 bytes of SHA-256 over tenant, run, step, visit and attempt,
/// one a line. 32 characters; the version of the journey is not in it.
/// </summary>
public static class SendKey
{
    private const int Bytes = 24;

    public static string Of(string tenant, string run, string step, int visit, int attempt)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{tenant}\n{run}\n{step}\n{visit}\n{attempt}");
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
    }
}
