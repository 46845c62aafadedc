using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using NodaTime;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A cap that another cap of the same policy never lets a customer reach.</summary>
internal static class CapNeverBites
{
    private static readonly Duration _day = Duration.FromHours(24);
    private static readonly Duration _longestDay = Duration.FromHours(25);

    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from policy in paths.Program.Policies
        from cap in policy.Caps
        let stricter = policy.Caps.FirstOrDefault(other => other != cap && IsStricter(policy, other, cap))
        where stricter is not null
        select JourneyDiagnostics.CapNeverBites(cap.Location, policy.Name, stricter.Location);

    private static bool IsStricter(Policy policy, Cap other, Cap cap)
    {
        if (other.Channel is not null && other.Channel != cap.Channel)
        {
            return false;
        }

        var same = other.Channel == cap.Channel && other.Limit == cap.Limit && other.Per == cap.Per;
        return same ? policy.Caps.IndexOf(other) < policy.Caps.IndexOf(cap) : MostWithin(cap.Per, other) <= cap.Limit;
    }

    /// <summary>The most messages that <paramref name="other"/> lets through in one stretch of a cap.</summary>
    private static long MostWithin(Duration? per, Cap other)
    {
        var stretch = per ?? _longestDay;
        if (other.Per is { } rolling)
        {
            return other.Limit * Ceiling(stretch, rolling);
        }

        return per is null ? other.Limit : other.Limit * (Ceiling(stretch, _day) + 1);
    }

    private static long Ceiling(Duration length, Duration by) => ((long)length.TotalSeconds + (long)by.TotalSeconds - 1) / Math.Max(1, (long)by.TotalSeconds);
}
