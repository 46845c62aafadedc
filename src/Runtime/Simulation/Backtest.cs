using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>
/// Runs the journeys of a workspace over recorded history, through the engine that runs in production. Customers advance
/// together to each midnight of the workspace's zone, where what depends on all of them is made from what lies before;
/// in between they are independent. Nothing ever sees anything later than itself.
/// </summary>
public static class Backtest
{
    public static BacktestResult Run(BacktestRequest request)
    {
        var days = new Days(request.From, request.To, request.Workspace.Settings.Zone);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, request.Parallelism) };
        var ordered = Order(request);
        var tracks = Tracks(request, ordered, days);
        var population = new Population(request.Workspace, request.Facts);
        var counted = population.Counted(ordered.Select(e => e.Event)).ToImmutableArray();
        var figures = new Figures[tracks.Length];
        var snapshots = new Snapshots(request, tracks.Length);
        var learnt = 0;
        Parallel.For(0, tracks.Length, parallel, i => figures[i] = population.Measure(tracks[i].Remembered(), request.From));
        for (var day = 0; day < days.Count; day++)
        {
            var (start, end) = (days.Start(day), days.End(day));
            Publish(start, end);
            Parallel.For(0, tracks.Length, parallel, i => Advance(i, start, end));
            request.Progress?.Invoke(new BacktestProgress(end, day + 1, days.Count, tracks.Sum(t => t.Decisions)));
        }

        if (snapshots.HasAt(request.To))
        {
            Publish(request.To, request.To);
            Parallel.For(0, tracks.Length, parallel, i => snapshots.Take(request.To, i, tracks[i], population.Facts));
        }

        return BacktestTotals.Of(request, days, [.. tracks.Select(t => t.Lived)], snapshots);

        void Publish(Instant at, Instant nextAt)
        {
            for (; learnt < counted.Length && counted[learnt].At < at; learnt++)
            {
                population.Add(counted[learnt]);
            }

            var facts = population.Publish(at, nextAt, figures);
            for (var i = 0; i < tracks.Length; i++)
            {
                foreach (var change in facts.For(figures[i], tracks[i].IsBornBefore(at)))
                {
                    tracks[i].Schedule(at, change);
                }
            }
        }

        void Advance(int index, Instant start, Instant end)
        {
            var track = tracks[index];
            foreach (var at in snapshots.Between(start, end))
            {
                track.RunBefore(at, population.Facts);
                snapshots.Take(at, index, track, population.Facts);
            }

            if (track.NextAt < end)
            {
                track.RunBefore(end, population.Facts);
            }

            figures[index] = population.Measure(track.Document, end);
        }
    }

    /// <summary>By time, and what happened at the same time by its place in the request.</summary>
    internal static ImmutableArray<HistoryEvent> Order(BacktestRequest request) =>
        [.. request.Events.Where(e => e.Event.At < request.To).OrderBy(e => e.Event.At)];

    private static ImmutableArray<CustomerTrack> Tracks(BacktestRequest request, ImmutableArray<HistoryEvent> ordered, Days days)
    {
        var release = new Release(request.Workspace, []);
        var watched = request.TimelinesOf.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. RecordedCustomer.All(request, ordered).Select(recorded =>
                new CustomerTrack(request, release, recorded, new CustomerLedger(recorded.Id, days, watched.Contains(recorded.Id)))),
        ];
    }
}
