using NodaTime;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Runtime.Simulation;

public sealed partial class MemoryStore
{
    public ValueTask SweepAsync(Retention keep, Instant now, CancellationToken cancellation)
    {
        lock (_lock)
        {
            foreach (var old in _seen.Where(s => DayOf(s.Value) < DayOf(now - Retention.SeenEvents)).ToList())
            {
                _seen.Remove(old.Key);
            }

            foreach (var entry in _outbox.Where(e => e.FinishedAt < now - Retention.Payloads).ToList())
            {
                Put(entry with { Row = entry.Row with { Body = default } });
            }

            _journal.RemoveAll(row => row.Sequence < _lastRow && row.Entry.At < now - Kept(keep, row));
        }

        return ValueTask.CompletedTask;
    }

    private static Duration? Kept(Retention keep, JournalRow row) =>
        row.Event is { } happened && keep.Events.TryGetValue(happened.Type, out var own) ? own : keep.Journal;

    private static long DayOf(Instant at) => at.ToUnixTimeSeconds() / NodaConstants.SecondsPerDay;
}
