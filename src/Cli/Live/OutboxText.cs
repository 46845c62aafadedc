using System.Globalization;
using NodaTime;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Cli.Live;

/// <summary>What became of an outbox row, in words.</summary>
internal static class OutboxText
{
    public static string Status(OutboxEntry entry, Func<Instant, string> minute)
    {
        var when = entry.FinishedAt is { } finished ? $" {minute(finished)}"
            : entry.ClaimedUntil is { } until ? $" until {minute(until)}"
            : entry.NextTryAt is { } next && entry.Tries > 0 ? $", next try {minute(next)}"
            : "";
        var tries = entry.Tries > 1 ? $", {Counted.Of(entry.Tries, "try", "tries")}" : "";
        return $"{Name(entry.Status)}{when}{tries}{(entry.Reason is { } reason ? $": {reason}" : "")}";
    }

    public static string Name(OutboxStatus status) => status.ToString().ToLower(CultureInfo.InvariantCulture);
}
