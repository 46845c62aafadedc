using System.Collections.Immutable;
using Personalization.Journeys.Cli.Terminal;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>
/// One figure of `journey bench`: the best of its runs. With a limit, what the machine does without an engine in the same
/// run, floor and goal are for the ratio of the two; else for the value.
/// </summary>
internal sealed record Figure(string Name, double Value, string Unit, double? Limit, double? Ratio, double? Floor, double? Goal, ImmutableArray<double> Runs)
{
    /// <summary>Seconds of processor, best of some runs. The first run pays for compiling the program itself.</summary>
    public static Figure OfProcessor(TimeProvider time, string name, int runs, double? floor, double? goal, Action work)
    {
        var seconds = new List<double>(runs);
        for (var i = 0; i < runs; i++)
        {
            GC.Collect();
            var cost = new Cost(time);
            work();
            seconds.Add(cost.Processor.TotalSeconds);
        }

        return new Figure(name, Short(seconds.Min()), "s of processor", null, null, floor, goal, [.. seconds.Select(Short)]);
    }

    public static Figure OfMemory(string name, double? floor, double? goal) => Plain(name, Cost.PeakMemory / 1024.0 / 1024.0, "MiB at most", floor, goal);

    public static Figure Plain(string name, double value, string unit, double? floor = null, double? goal = null) =>
        new(name, Short(value), unit, null, null, floor, goal, [Short(value)]);

    /// <summary>Each run with the limit of the same run; the one with the best ratio counts.</summary>
    public static Figure Against(
        string name, IReadOnlyList<double> values, string unit, IReadOnlyList<double> limits, double? floor, double? goal, bool lowIsGood = false)
    {
        var runs = values.Zip(limits, (value, limit) => (Value: value, Limit: limit, Ratio: value / limit));
        var best = lowIsGood ? runs.MinBy(r => r.Ratio) : runs.MaxBy(r => r.Ratio);
        return new Figure(name, Short(best.Value), unit, Short(best.Limit), Short(best.Ratio), floor, goal, [.. values.Select(Short)]);
    }

    private static double Short(double value) => Math.Abs(value) >= 100 ? Math.Round(value) : Math.Round(value, 3);
}
