using System.Collections.Immutable;
using NodaTime;

namespace Personalization.Journeys.Channels.Webhooks;

/// <summary>How webhooks are called.</summary>
public sealed class WebhookOptions
{
    /// <summary>Where a webhook is posted to instead of the address in the text: a test host, or an address with a secret in it.</summary>
    public ImmutableDictionary<string, string> Addresses { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Whether `http` may leave this machine; otherwise only `https` does.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>No try takes longer, whatever the declaration says; 1 minute by default.</summary>
    public Duration LongestTry { get; init; } = Duration.FromMinutes(1);

    /// <summary>How many calls may be under way at once; 16 by default.</summary>
    public int Concurrency { get; init; } = 16;
}
