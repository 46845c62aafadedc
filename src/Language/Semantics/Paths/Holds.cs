using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics.Paths;

/// <summary>How long a policy can hold a message, and a step the run.</summary>
internal static class Holds
{
    private static readonly Duration _silence = Duration.FromMinutes(15);
    private static readonly Duration _questionBefore = Duration.FromDays(1);
    private static readonly Duration _clockChange = Duration.FromHours(1);

    /// <summary>The longest quiet stretch a policy waits for, zero when it has none or skips.</summary>
    public static Duration Quiet(Policy? policy) => policy is { WaitDuringQuiet: true, Quiet.IsEmpty: false }
        ? policy.Quiet.Max(q => DayTime.Distance(q.From, q.To)) + _clockChange
        : Duration.Zero;

    public static Lengths OfMessage(Policy? policy, DayTime? arrival)
    {
        var quiet = arrival is not null && policy is not null && !policy.Quiet.Any(arrival.Touches) ? Duration.Zero : Quiet(policy);
        var most = quiet + (policy?.WaitWhenCapped ?? Duration.Zero);
        return most == Duration.Zero ? Lengths.None : Lengths.Hold(most);
    }

    /// <summary>The time of day at which a message that may be held goes, null when it can be any.</summary>
    public static DayTime? AfterMessage(Policy? policy, DayTime? arrival)
    {
        if (arrival is null || policy is null)
        {
            return arrival;
        }

        if (policy.WaitWhenCapped is not null || (policy.WaitDuringQuiet && policy.Quiet.Length > 1))
        {
            return null;
        }

        if (!policy.WaitDuringQuiet || policy.Quiet.IsEmpty || !arrival.Touches(policy.Quiet[0]))
        {
            return arrival;
        }

        return policy.Quiet[0] is var quiet && arrival.IsInside(quiet) ? DayTime.At(quiet.To) : null;
    }

    /// <summary>`send first of`: each attempt waits for its channel, and for its reaction when it needs one.</summary>
    public static Lengths OfAttempts(SendFirstStep step, Func<Message, Policy?> policy)
    {
        var reactions = step.Attempts.Aggregate(Duration.Zero, (sum, a) => sum + (a.Needs?.Within ?? Duration.Zero));
        var channels = _silence * step.Attempts.Length;
        var holds = step.Attempts.Aggregate(Duration.Zero, (most, a) => Duration.Max(most, OfMessage(policy(a), null).Most ?? Duration.Zero));
        return new Lengths(Duration.Zero, Duration.Zero, reactions, reactions + channels + holds);
    }

    public static Lengths OfQuestion(AskStep step, Policy? policy) =>
        new(Duration.Zero, Duration.Zero, step.Limit, step.Limit + _silence + _questionBefore + Quiet(policy) + (policy?.WaitWhenCapped ?? Duration.Zero));

    /// <summary>The longest time until one of the days comes: between Saturdays 7 days, every day 1.</summary>
    public static Duration LongestGap(Weekdays days)
    {
        var longest = 0;
        var gap = 0;
        for (var day = 0; day < 14; day++)
        {
            gap++;
            if (days.HasFlag((Weekdays)(1 << (day % 7))))
            {
                longest = Math.Max(longest, gap);
                gap = 0;
            }
        }

        return Duration.FromDays(Math.Min(7, Math.Max(1, longest)));
    }

    public static Lengths OfMoment(Moment moment, IfMissing ifMissing, DayTime? arrival)
    {
        if (moment is not DaysMoment days)
        {
            return Lengths.Unbounded;
        }

        var most = LongestGap(days.Days) - (days.To is { } to ? DayTime.Distance(days.From, to) : Duration.Zero);
        var least = arrival?.LeastUntil(days.From, days.To) ?? Duration.Zero;
        return new Lengths(least, least, most, most + _clockChange);
    }

    public static DayTime? AfterMoment(Moment moment) => moment switch
    {
        DaysMoment { To: { } to } d => DayTime.Between(d.From, to),
        DaysMoment d => DayTime.At(d.From),
        _ => null,
    };
}
