using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Channels.Webhooks;

/// <summary>Whether a call that failed is tried again: as often as declared, after 1, 2, 4 … seconds, and while the run still waits.</summary>
internal static class WebhookRetries
{
    private static readonly Duration _longestAsked = Duration.FromMinutes(10);

    /// <param name="tries">How many there were, this one included.</param>
    /// <param name="asked">How long the receiver asked to wait.</param>
    public static DeliveryResult After(Webhook webhook, int tries, Instant calledAt, Instant now, Duration? asked, string reason)
    {
        if (tries > webhook.Retries)
        {
            return DeliveryResult.Rejected(tries == 1 ? reason : $"{reason}, at the last of {tries} tries");
        }

        var pause = Duration.FromSeconds(1L << Math.Clamp(tries - 1, 0, Webhook.MostRetries));
        var at = now + Duration.Max(pause, Duration.Min(asked ?? Duration.Zero, _longestAsked));
        return at < calledAt + webhook.LongestWait
            ? DeliveryResult.RetryAt(at, reason)
            : DeliveryResult.Rejected($"{reason}, and the run waits no longer");
    }
}
