using System.Globalization;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>Lengths of time as words: `36 hours` where an author would write it, `1 d 12 h` where there is little room.</summary>
internal static class LengthText
{
    private static readonly (long Seconds, string Unit)[] _units = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];

    /// <summary>24 hours are not a day here: a day keeps the local time, whatever the clocks do.</summary>
    public static string Of(CalendarDuration length)
    {
        var parts = new List<string>(4);
        Add(parts, length.Months / 12, "year");
        Add(parts, length.Months % 12, "month");
        Add(parts, length.Days, "day");
        if (length.Exact != Duration.Zero)
        {
            parts.Add(Of(length.Exact, _units.AsSpan(1)));
        }

        return parts.Count == 0 ? "0 seconds" : string.Join(' ', parts);
    }

    /// <summary>In one unit where that reads well, else in several: `36 hours`, `3 days`, `90 minutes`, `2 hours 5 minutes`.</summary>
    public static string Of(Duration length) => Of(length, _units);

    /// <summary>As a reader of a timeline scans it: `30 min`, `1 d 30 min`; 36 hours are `1 d 12 h`.</summary>
    public static string Short(Duration length)
    {
        var seconds = (long)length.TotalSeconds;
        var parts = new List<string>(4);
        void Part(long count, string unit)
        {
            if (count != 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {unit}"));
            }
        }

        Part(seconds / 86_400, "d");
        Part(seconds % 86_400 / 3_600, "h");
        Part(seconds % 3_600 / 60, "min");
        Part(seconds % 60, "s");
        return parts.Count == 0 ? "0" : string.Join(' ', parts);
    }

    public static string Count(long count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");

    private static string Of(Duration length, ReadOnlySpan<(long Seconds, string Unit)> units)
    {
        var seconds = (long)length.TotalSeconds;
        foreach (var (size, unit) in units)
        {
            if (seconds >= size && seconds % size == 0 && (size >= 3_600 || seconds < 120 * size))
            {
                return Count(seconds / size, unit);
            }
        }

        return Mixed(seconds, units);
    }

    private static string Mixed(long seconds, ReadOnlySpan<(long Seconds, string Unit)> units)
    {
        var rest = seconds;
        var parts = new List<string>(4);
        foreach (var (size, unit) in units)
        {
            Add(parts, rest / size, unit);
            rest %= size;
        }

        return parts.Count == 0 ? "0 seconds" : string.Join(' ', parts);
    }

    private static void Add(List<string> parts, long count, string unit)
    {
        if (count != 0)
        {
            parts.Add(Count(count, unit));
        }
    }
}
