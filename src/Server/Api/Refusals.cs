using System.Globalization;
using Microsoft.AspNetCore.Http;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Api;

/// <summary>What the loop could not take, as an answer.</summary>
internal static class Refusals
{
    /// <summary>The answer for a command that was not taken, or not carried out; null when it is done.</summary>
    public static IResult? OfCommand(HttpResponse response, Applied applied) => applied is Parked
        ? Problems.Of(StatusCodes.Status500InternalServerError, "this is stored, but could not be carried out", "`journey parked` says why, and replays it when the cause is gone")
        : Of(response, applied);

    /// <summary>The answer for an input that was not taken; null when it is durable.</summary>
    public static IResult? Of(HttpResponse response, Applied applied)
    {
        switch (applied)
        {
            case Overloaded overloaded:
                response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(overloaded.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return Problems.Of(StatusCodes.Status429TooManyRequests, "more is under way than can be taken", "send the same again after the time in `Retry-After`");
            case Unavailable unavailable:
                response.Headers.RetryAfter = "1";
                return Problems.Of(StatusCodes.Status503ServiceUnavailable, "nothing can be stored now", unavailable.Reason + "; send the same again later, what is stored already counts once");
            default:
                return null;
        }
    }
}
