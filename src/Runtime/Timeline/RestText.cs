using System.Diagnostics;
using NodaTime;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Timeline;

/// <summary>Why a thread of a run rests, in words.</summary>
public static class RestText
{
    /// <param name="minute">Writes an instant by the customer's clock.</param>
    public static string Of(Pause pause, Func<Instant, string> minute) => pause switch
    {
        Waiting p => $"waits until {minute(p.Until)}",
        WaitingFor p => $"waits for something to happen, until {minute(p.Until)}",
        Held p => $"message held until {minute(p.Until)}: {p.Reason}",
        AwaitingChannel p => $"waits for the channel's word, until {minute(p.Until)}",
        AwaitingReaction p => $"waits for a reaction, until {minute(p.Until)}",
        AwaitingReply p => $"waits for an answer, until {minute(p.Until)}",
        AwaitingAnswer p => $"waits for the webhook, until {minute(p.Until)}",
        AwaitingRun => "waits for the journey that it runs",
        AwaitingBranches => "waits for its branches",
        _ => throw new UnreachableException(),
    };
}
