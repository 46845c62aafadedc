using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>Counts the messages decided under a policy, across all journeys.</summary>
internal static class Caps
{
    /// <summary>When every cap has a place again, counting what is decided so far; null when there is one now.</summary>
    public static Instant? FreeAt(ImmutableArray<SentMessage> messages, Policy policy, Channel channel, Instant now, DateTimeZone zone)
    {
        Instant? free = null;
        foreach (var cap in policy.Caps)
        {
            if ((cap.Channel is null || cap.Channel == channel) && FreeAt(messages, policy.Name, cap, now, zone) is { } at && !(free > at))
            {
                free = at;
            }
        }

        return free;
    }

    /// <summary>How long messages of a policy must be remembered.</summary>
    public static Duration MemoryOf(Policy policy)
    {
        var longest = Duration.Zero;
        foreach (var cap in policy.Caps)
        {
            // A calendar day has at most 25 hours, and more when the customer changes zone.
            longest = Duration.Max(longest, cap.Per ?? Duration.FromDays(2));
        }

        return longest;
    }

    private static Instant? FreeAt(ImmutableArray<SentMessage> messages, string policy, Cap cap, Instant now, DateTimeZone zone)
    {
        var day = cap.Per is null ? Calendar.DayOf(now, zone) : default(Interval?);
        var from = day?.Start ?? (now - cap.Per!.Value);
        var counted = 0;
        for (var i = messages.Length - 1; i >= 0; i--)
        {
            var message = messages[i];
            if (!message.Counts || message.Policy != policy || (cap.Channel is { } only && message.Channel != only))
            {
                continue;
            }

            // A rolling window is open at its start, a day is not.
            if (day is null ? message.At <= from : message.At < from)
            {
                break;
            }

            if (++counted == cap.Limit)
            {
                // With this one gone there is room again.
                return day?.End ?? message.At + cap.Per!.Value;
            }
        }

        return cap.Limit == 0 ? LocalTimes.Latest : null;
    }
}
