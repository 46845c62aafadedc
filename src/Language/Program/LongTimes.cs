using NodaTime;

namespace Personalization.Journeys.Language.Program;

/// <summary>Sums of lengths of time that stay at the longest there is, some 19,000 years, where a plain sum would overflow.</summary>
internal static class LongTimes
{
    private static readonly Duration _longest = Duration.FromDays(7_000_000);

    public static Duration Then(this Duration first, Duration second) => Bounded(first.TotalDays + second.TotalDays) ?? first + second;

    public static Duration? Then(this Duration? first, Duration? second) => first is { } a && second is { } b ? a.Then(b) : null;

    public static Duration Times(this Duration length, int times) => Bounded(length.TotalDays * times) ?? length * times;

    public static Duration? Times(this Duration? length, int times) => length?.Times(times);

    private static Duration? Bounded(double days) => Math.Abs(days) < _longest.TotalDays ? null : days > 0 ? _longest : -_longest;
}
