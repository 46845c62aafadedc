using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>The days of a zone between two instants; the first and the last may be cut short.</summary>
internal sealed class Days
{
    private readonly ImmutableArray<Instant> _starts;

    public Days(Instant from, Instant to, DateTimeZone zone)
    {
        var starts = ImmutableArray.CreateBuilder<Instant>();
        var dates = ImmutableArray.CreateBuilder<LocalDate>();
        for (var start = from; start < to; start = LocalTimes.NextMidnight(start, zone))
        {
            starts.Add(start);
            dates.Add(LocalTimes.ToDate(start, zone));
        }

        _starts = starts.ToImmutable();
        Dates = dates.ToImmutable();
        To = to;
    }

    public ImmutableArray<LocalDate> Dates { get; }

    public Instant To { get; }

    public int Count => _starts.Length;

    public Instant Start(int day) => _starts[day];

    public Instant End(int day) => day + 1 < _starts.Length ? _starts[day + 1] : To;

    /// <summary>The day that holds an instant.</summary>
    public int Of(Instant at)
    {
        var index = _starts.BinarySearch(at);
        return index >= 0 ? index : Math.Max(0, ~index - 1);
    }

    /// <summary>The day that an instant closes or lies in: midnight belongs to the day before.</summary>
    public int EndingAt(Instant at)
    {
        var index = _starts.BinarySearch(at);
        return Math.Max(0, (index >= 0 ? index : ~index) - 1);
    }
}
