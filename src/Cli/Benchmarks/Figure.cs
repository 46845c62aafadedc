using System.Collections.Immutable;
using Personalization.Journeys.Cli.Terminal;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>One figure of `journey bench`. The value is the best of its runs; lower is better for all of them today.</summary>
internal sealed record Figure(string Name, double Value, string Unit, double? Floor, double? Goal, ImmutableArray<double> Runs)
{
    /// <summary>Seconds of processor, best of some runs. The first run pays for compiling the program itself.</summary>
    public static Figure OfProcessor(TimeProvider time, string name, int runs, double? floor, double? goal, Action work)
    {
        var seconds = ImmutableArray.CreateBuilder<double>(runs);
        for (var i = 0; i < runs; i++)
        {
            GC.Collect();
            var cost = new Cost(time);
            work();
            seconds.Add(Math.Round(cost.Processor.TotalSeconds, 2));
        }

        return new Figure(name, seconds.Min(), "s of processor", floor, goal, seconds.ToImmutable());
    }

    public static Figure OfMemory(string name, double? floor, double? goal)
    {
        var peak = Math.Round(Cost.PeakMemory / 1024.0 / 1024.0);
        return new Figure(name, peak, "MiB at most", floor, goal, [peak]);
    }
}
