using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>A change of membership between the ends of two days.</summary>
internal readonly record struct SegmentMove(int Day, string Segment, bool Entered, bool WithoutEvent);

/// <summary>What happened how often, and why, to one journey.</summary>
internal readonly record struct Count(string Journey, CountKind Kind, string Reason);

internal enum CountKind
{
    Held,
    NotEntered,
}

/// <summary>What a backtest remembers of one customer: messages, runs and counts. The journal itself only when asked for.</summary>
internal sealed class CustomerLedger(string customer, Days days, bool keepsJournal)
{
    private readonly Dictionary<string, int> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (bool Before, bool Now)> _today = new(StringComparer.Ordinal);
    private int _day = -1;
    private bool _hadEvent;

    public List<MessageRecord> Messages { get; } = [];

    public List<RunRecord> Runs { get; } = [];

    public List<SegmentMove> Moves { get; } = [];

    public Dictionary<Count, int> Counts { get; } = [];

    public List<Noted> Journal { get; } = [];

    public List<Incident> Incidents { get; } = [];

    public long EventsApplied { get; private set; }

    /// <summary>Takes the entries of a customer's journal in, in their order: there is no other way into a ledger.</summary>
    /// <param name="place">What a store kept of the entry's location.</param>
    public void Note(JournalEntry entry, Place? place = null)
    {
        if (keepsJournal)
        {
            Journal.Add(new Noted(entry, place ?? Place.Of(entry.Location)));
        }

        switch (entry)
        {
            case EventApplied applied:
                EventsApplied += applied.Fate is EventFate.Applied or EventFate.Late ? 1 : 0;
                CloseDaysBefore(days.Of(applied.At));
                _hadEvent = true;
                break;
            case SegmentChanged changed:
                CloseDaysBefore(days.EndingAt(changed.At));
                _today[changed.Segment] = (_today.TryGetValue(changed.Segment, out var today) ? today.Before : !changed.Entered, changed.Entered);
                break;
            case NotEntered refused:
                Add(new Count(refused.Journey, CountKind.NotEntered, refused.Reason));
                break;
            case MessageHeld held:
                Add(new Count(held.Journey, CountKind.Held, held.Reason));
                break;
            case Entered entered:
                Enter(entered);
                break;
            case Exited exited:
                Change(exited.Run, run => run with { EndedAt = exited.At, Exit = exited.Reason });
                break;
            case GoalReached goal:
                Change(goal.Run, run => run with { Goals = run.Goals.Contains(goal.Goal) ? run.Goals : run.Goals.Add(goal.Goal) });
                break;
            case MessageSent sent:
                Messages.Add(new MessageRecord(
                    sent.SendKey, sent.At, customer, sent.Run, sent.Journey, sent.Version, sent.Step, sent.Channel,
                    sent.Template, sent.Purpose, OutcomeKind.Accepted, null, sent.Arm));
                Change(sent.Run, run => run with { Messages = run.Messages + 1 });
                break;
            case MessageSkipped skipped:
                Messages.Add(new MessageRecord(
                    skipped.SendKey, skipped.At, customer, skipped.Run, skipped.Journey, skipped.Version, skipped.Step, skipped.Channel,
                    skipped.Template, skipped.Purpose, OutcomeKind.Skipped, skipped.Reason, null));
                break;
            case OutcomeNoted outcome when outcome.Kind is OutcomeKind.Rejected or OutcomeKind.Skipped or OutcomeKind.Expired or OutcomeKind.Unknown:
                Correct(outcome);
                break;
            case Incident incident:
                Incidents.Add(incident);
                break;
        }
    }

    /// <summary>Closes the days before one; who entered and left on the same day did neither.</summary>
    public void CloseDaysBefore(int day)
    {
        if (_day >= day)
        {
            return;
        }

        if (_today.Count > 0)
        {
            foreach (var (segment, (before, now)) in _today)
            {
                if (before != now)
                {
                    Moves.Add(new SegmentMove(_day, segment, now, !_hadEvent));
                }
            }

            _today.Clear();
        }

        _day = day;
        _hadEvent = false;
    }

    private void Enter(Entered entered)
    {
        if (_runs.TryAdd(entered.Run, Runs.Count))
        {
            Runs.Add(new RunRecord(entered.Run, customer, entered.Journey, entered.Version, entered.At, null, null, [], 0));
        }
    }

    private void Change(string run, Func<RunRecord, RunRecord> change)
    {
        if (_runs.TryGetValue(run, out var index))
        {
            Runs[index] = change(Runs[index]);
        }
    }

    /// <summary>A channel that took the message did not deliver it after all.</summary>
    private void Correct(OutcomeNoted outcome)
    {
        var index = Messages.FindLastIndex(m => m.SendKey == outcome.SendKey && m.Status == OutcomeKind.Accepted);
        if (index >= 0)
        {
            Messages[index] = Messages[index] with { Status = outcome.Kind, Reason = outcome.Reason };
        }
    }

    private void Add(Count count) => Counts[count] = Counts.GetValueOrDefault(count) + 1;
}
