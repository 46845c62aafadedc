using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>Adds up what the customers of a backtest lived through; every list in an order of its own, none by chance.</summary>
internal static class BacktestTotals
{
    public static BacktestResult Of(BacktestRequest request, Days days, ImmutableArray<CustomerLived> customers, Snapshots? snapshots)
    {
        var ledgers = customers.Select(c => c.Ledger).ToImmutableArray();
        foreach (var ledger in ledgers)
        {
            ledger.CloseDaysBefore(days.Count);
        }

        var messages = ledgers.SelectMany(l => l.Messages)
            .OrderBy(m => m.At).ThenBy(m => m.Customer, StringComparer.Ordinal).ThenBy(m => m.SendKey, StringComparer.Ordinal)
            .ToImmutableArray();
        var runs = ledgers.SelectMany(l => l.Runs)
            .OrderBy(r => r.EnteredAt).ThenBy(r => r.Customer, StringComparer.Ordinal).ThenBy(r => r.Run, StringComparer.Ordinal)
            .ToImmutableArray();
        var watched = request.TimelinesOf.Distinct(StringComparer.Ordinal).Select(id => customers.FirstOrDefault(c => c.Id == id)).OfType<CustomerLived>();
        return new BacktestResult(
            messages,
            runs,
            Summaries(request.Workspace, messages, runs, ledgers),
            [.. watched.Select(c => new CustomerTimeline(c.Id, [.. c.Ledger.Journal]))],
            DayByDay(request, days, messages, runs),
            snapshots?.Result([.. customers.Select(c => c.Id)], request.Workspace) ?? [],
            SegmentsByDay(request.Workspace, days, customers, ledgers),
            [.. customers.SelectMany(c => c.Ledger.Incidents.Select(i => new CustomerIncident(c.Id, i)))],
            customers.Count(c => c.Exists),
            ledgers.Sum(l => l.EventsApplied),
            customers.Sum(c => c.Decisions));
    }

    private static ImmutableArray<JourneySummary> Summaries(
        Workspace workspace, ImmutableArray<MessageRecord> messages, ImmutableArray<RunRecord> runs, ImmutableArray<CustomerLedger> ledgers)
    {
        var messagesOf = messages.ToLookup(m => m.Journey, StringComparer.Ordinal);
        var runsOf = runs.ToLookup(r => r.Journey, StringComparer.Ordinal);
        var countsOf = ledgers.SelectMany(l => l.Counts).ToLookup(c => c.Key.Journey, StringComparer.Ordinal);
        return
        [
            .. workspace.Journeys.Select(journey => new JourneySummary(
                journey.Name,
                journey.Version,
                runsOf[journey.Name].Count(),
                runsOf[journey.Name].Count(r => r.EndedAt is null),
                messagesOf[journey.Name].Where(m => m.Status == OutcomeKind.Accepted)
                    .GroupBy(m => m.Channel).ToImmutableSortedDictionary(g => g.Key, g => g.Count()),
                Counted(messagesOf[journey.Name].Where(m => m.Status != OutcomeKind.Accepted).Select(m => (m.Reason ?? m.Status.ToString(), 1))),
                Counted(countsOf[journey.Name].Where(c => c.Key.Kind == CountKind.Held).Select(c => (c.Key.Reason, c.Value))),
                Counted(runsOf[journey.Name].Where(r => r.Exit is not null).Select(r => (r.Exit!, 1))),
                Counted(runsOf[journey.Name].SelectMany(r => r.Goals).Select(g => (g, 1))),
                Counted(countsOf[journey.Name].Where(c => c.Key.Kind == CountKind.NotEntered).Select(c => (c.Key.Reason, c.Value))))),
        ];
    }

    private static ImmutableSortedDictionary<string, int> Counted(IEnumerable<(string Name, int Count)> items) => items
        .GroupBy(item => item.Name, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(g => g.Key, g => g.Sum(item => item.Count), StringComparer.Ordinal);

    private static ImmutableArray<DayCounts> DayByDay(
        BacktestRequest request, Days days, ImmutableArray<MessageRecord> messages, ImmutableArray<RunRecord> runs)
    {
        var events = new int[days.Count];
        foreach (var item in request.Events.Where(e => e.Event.At >= request.From && e.Event.At < request.To))
        {
            events[days.Of(item.Event.At)]++;
        }

        var names = request.Workspace.Journeys.Select((journey, index) => (journey.Name, index)).ToDictionary(p => p.Name, p => p.index, StringComparer.Ordinal);
        var (entered, ended, sent) = (new int[days.Count, names.Count], new int[days.Count, names.Count], new int[days.Count, names.Count]);
        foreach (var run in runs)
        {
            entered[days.Of(run.EnteredAt), names[run.Journey]]++;
            if (run.EndedAt is { } end)
            {
                ended[days.Of(end), names[run.Journey]]++;
            }
        }

        foreach (var message in messages.Where(m => m.Status == OutcomeKind.Accepted))
        {
            sent[days.Of(message.At), names[message.Journey]]++;
        }

        var inside = new int[names.Count];
        return
        [
            .. days.Dates.Select((date, day) => new DayCounts(
                date,
                events[day],
                [
                    .. request.Workspace.Journeys.Select((journey, j) =>
                        new JourneyDay(journey.Name, entered[day, j], ended[day, j], inside[j] += entered[day, j] - ended[day, j], sent[day, j])),
                ])),
        ];
    }

    private static ImmutableArray<SegmentDay> SegmentsByDay(Workspace workspace, Days days, ImmutableArray<CustomerLived> customers, ImmutableArray<CustomerLedger> ledgers)
    {
        var names = workspace.Segments.Select((segment, index) => (segment.Name, index)).ToDictionary(p => p.Name, p => p.index, StringComparer.Ordinal);
        var counts = new (int Entered, int Left, int EnteredAlone, int LeftAlone)[days.Count, names.Count];
        foreach (var move in ledgers.SelectMany(l => l.Moves))
        {
            ref var count = ref counts[move.Day, names[move.Segment]];
            var alone = move.WithoutEvent ? 1 : 0;
            count = move.Entered
                ? count with { Entered = count.Entered + 1, EnteredAlone = count.EnteredAlone + alone }
                : count with { Left = count.Left + 1, LeftAlone = count.LeftAlone + alone };
        }

        // Going back from the members at the end gives those of each day, also for members that were there from the start.
        var members = new int[names.Count];
        foreach (var name in customers.SelectMany(c => c.Document.Memberships.Keys))
        {
            members[names[name]]++;
        }

        var result = new SegmentDay[days.Count * names.Count];
        for (var day = days.Count - 1; day >= 0; day--)
        {
            foreach (var (name, index) in names)
            {
                var (enteredCount, leftCount, enteredAlone, leftAlone) = counts[day, index];
                result[(day * names.Count) + index] = new SegmentDay(days.Dates[day], name, enteredCount, leftCount, enteredAlone, leftAlone, members[index]);
                members[index] -= enteredCount - leftCount;
            }
        }

        return [.. result];
    }
}
