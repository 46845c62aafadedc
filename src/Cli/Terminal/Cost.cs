using System.Diagnostics;
using System.Globalization;

namespace Personalization.Journeys.Cli.Terminal;

/// <summary>What a run took: wall clock, processor and the most memory so far.</summary>
internal sealed class Cost(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly TimeSpan _processor = Process.GetCurrentProcess().TotalProcessorTime;

    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    public TimeSpan Processor => Process.GetCurrentProcess().TotalProcessorTime - _processor;

    public static long PeakMemory
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds:0.0} s elapsed, {Processor.TotalSeconds:0.0} s of processor, {PeakMemory / 1024 / 1024:N0} MiB of memory at most");
}
