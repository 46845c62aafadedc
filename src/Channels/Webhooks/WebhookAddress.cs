using System.Net.Http.Headers;
using System.Text;

namespace Personalization.Journeys.Channels.Webhooks;

/// <summary>Where to post, without the user and password that were written into it; those go as basic authorization and are never said.</summary>
internal sealed record WebhookAddress(Uri Uri, AuthenticationHeaderValue? Authorization)
{
    /// <summary>What may be said of it: no path, no query, no user.</summary>
    public string Shown => Uri.GetLeftPart(UriPartial.Authority);

    /// <summary>The address, or a sentence about what is wrong with it.</summary>
    public static (WebhookAddress? Address, string Problem) Find(string written, bool allowHttp)
    {
        if (!Uri.TryCreate(written, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
        {
            return (null, "its address is none; write one like \"https://crm.example/tasks\"");
        }

        if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback && !allowHttp)
        {
            return (null, "its address is `http` and not of this machine; write `https`, or allow it in the settings");
        }

        var bare = new UriBuilder(uri) { UserName = "", Password = "", Fragment = "" }.Uri;
        var credentials = uri.UserInfo.Length == 0 ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo)));
        return (new WebhookAddress(bare, credentials is null ? null : new AuthenticationHeaderValue("Basic", credentials)), "");
    }
}
