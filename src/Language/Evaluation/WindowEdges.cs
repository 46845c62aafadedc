using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>Which entries of a past a window holds. Windows are half-open: `(from, to]`; `since entry` holds its first instant too.</summary>
public static class WindowEdges
{
    /// <summary>How far back the older edge lies; zero for windows that do not move with the clock.</summary>
    public static Duration Older(Window window) => window.Kind switch
    {
        WindowKind.Last or WindowKind.Between => Duration.Max(Duration.Zero, Duration.Max(window.From.Measured, window.To.Measured)),
        _ => Duration.Zero,
    };

    /// <summary>How far back the newer edge lies.</summary>
    public static Duration Newer(Window window) =>
        window.Kind == WindowKind.Between ? Duration.Max(Duration.Zero, Duration.Min(window.From.Measured, window.To.Measured)) : Duration.Zero;

    /// <summary>The range of indices [Start, End) that lies in the window; a past that nobody can have entered is empty.</summary>
    public static (int Start, int End) Range(ImmutableArray<PastEvent> past, Window? window, Instant now, Instant? enteredAt)
    {
        switch (window?.Kind)
        {
            case null or WindowKind.Ever:
                return (0, past.Length);
            case WindowKind.SinceEntry:
                return (enteredAt is { } entered ? FirstAtOrAfter(past, entered) : past.Length, past.Length);
            default:
                var start = FirstAfter(past, Back(now, Older(window)));
                var end = window.Kind == WindowKind.Last ? past.Length : FirstAfter(past, Back(now, Newer(window)));
                return (Math.Min(start, end), end);
        }
    }

    /// <summary>The index of the first entry later than the instant, or the length.</summary>
    public static int FirstAfter(ImmutableArray<PastEvent> past, Instant instant)
    {
        var low = 0;
        var high = past.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (past[middle].At > instant)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>The index of the first entry not earlier than the instant, or the length.</summary>
    public static int FirstAtOrAfter(ImmutableArray<PastEvent> past, Instant instant)
    {
        var low = 0;
        var high = past.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (past[middle].At >= instant)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>An instant some time ago; the beginning of time when that is further back.</summary>
    public static Instant Back(Instant now, Duration length) =>
        length >= now - Instant.MinValue ? Instant.MinValue : now - length;
}
