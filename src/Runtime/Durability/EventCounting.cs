using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// Feeds the models that count events from the journal: all of it the first time, what is new afterwards. What was decided
/// on one day is counted in one order, whatever order it was written in.
/// </summary>
internal sealed class EventCounting(IHistory history, Population population, DateTimeZone zone)
{
    private const int PageSize = 1_000;

    private readonly List<(Instant DecidedAt, CustomerEvent Event)> _waiting = [];
    private long _read;
    private Instant _dayEnd = Instant.MinValue;
    private Instant _countedBefore = Instant.MinValue;

    /// <summary>Counts events that will only then be written to the journal, and not again when they are.</summary>
    public void CountBefore(Instant at, IEnumerable<CustomerEvent> events)
    {
        _countedBefore = at;
        foreach (var @event in population.Counted(events))
        {
            population.Add(@event);
        }
    }

    /// <summary>Counts everything that was decided before an instant.</summary>
    public async Task ReadBeforeAsync(Instant at, CancellationToken cancellation)
    {
        if (!population.Models.Any())
        {
            return;
        }

        IReadOnlyList<JournalRow> page;
        do
        {
            page = await history.EventsAsync(_read, PageSize, cancellation);
            foreach (var row in page)
            {
                Take(row);
            }
        }
        while (page.Count == PageSize);
        Count(at);
    }

    private void Take(JournalRow row)
    {
        _read = row.Sequence;
        if (row is not { Entry: EventApplied { Fate: EventFate.Applied or EventFate.Late }, Event: { } @event } || @event.At < _countedBefore)
        {
            return;
        }

        if (row.Entry.At >= _dayEnd)
        {
            Count(_dayEnd);
            _dayEnd = LocalTimes.NextMidnight(row.Entry.At, zone);
        }

        _waiting.Add((row.Entry.At, @event));
    }

    private void Count(Instant before)
    {
        foreach (var @event in population.Counted(_waiting.Where(w => w.DecidedAt < before).Select(w => w.Event)))
        {
            population.Add(@event);
        }

        _waiting.RemoveAll(w => w.DecidedAt < before);
    }
}
