using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>What one batch asks of one customer, and what became of it.</summary>
/// <param name="inputs">In the order they arrived, each with its place in the batch.</param>
internal sealed class CustomerBatch(string customer, IReadOnlyList<(int Place, CustomerInput Input)> inputs)
{
    /// <summary>How long the timers of a customer rest after a decision about them threw.</summary>
    private static readonly Duration _afterBadTimer = Duration.FromDays(1);

    private readonly List<OutboxRow> _outbox = [];
    private readonly List<JournalRow> _journal = [];
    private readonly List<ParkedRow> _parked = [];
    private readonly List<TallyChange> _tallies = [];
    private readonly List<SeenEvent> _seen = [];
    private readonly HashSet<ulong> _overflowed = [];
    private readonly Dictionary<int, Applied> _answers = [];
    private Instant? _timersRestUntil;

    public string Customer => customer;

    public IReadOnlyList<(int Place, CustomerInput Input)> Inputs => inputs;

    public IReadOnlyList<OutboxRow> Outbox => _outbox;

    public IReadOnlyList<JournalRow> Journal => _journal;

    public IReadOnlyList<ParkedRow> Parked => _parked;

    public IReadOnlyList<TallyChange> Tallies => _tallies;

    public IReadOnlyList<SeenEvent> Seen => _seen;

    public IReadOnlyDictionary<int, Applied> Answers => _answers;

    public bool IsErased { get; private set; }

    /// <summary>The document that the decisions led to; null when nothing was decided.</summary>
    public CustomerDocument? Decided { get; private set; }

    public DocumentWrite? Write { get; private set; }

    /// <param name="repeats">Events that the store has seen before, by the hash of their id.</param>
    public void Decide(ReleaseSet releases, Facts facts, LoadedDocument loaded, Func<string, CustomerDocument> newborn, IReadOnlySet<ulong> repeats)
    {
        if (loaded.Damage is { } damage)
        {
            ParkAll(loaded, damage);
            return;
        }

        var document = loaded.Document ?? newborn(customer);
        if (loaded.Upgrade is { } upgrade && !TryDecide(releases, facts, ref document, new Step([], upgrade, inputs[0].Input.Now), out var failure))
        {
            ParkAll(loaded, failure);
            return;
        }

        foreach (var step in Merged())
        {
            Decide(releases, facts, ref document, step, repeats);
        }

        if (_timersRestUntil is { } rest)
        {
            document = document with { Version = document.Version + 1, DueAt = rest };
        }

        if (document.Version != loaded.Version)
        {
            var bytes = DocumentCodec.Encode(document);
            Decided = document with { Bytes = bytes.Length };
            var slot = Slot.Of(releases.Current.Settings.Name, customer);
            Write = new(new(customer, slot, document.Version, document.DueAt, bytes), loaded.Version);
        }
    }

    /// <summary>Nothing is decided: all that was asked goes to those who look after it.</summary>
    public void ParkAll(LoadedDocument loaded, string reason)
    {
        foreach (var (place, input) in inputs)
        {
            Park(loaded.Version, place, input.Input, input.Now, reason);
        }

        if (_timersRestUntil is { } rest && loaded.Row is { } row)
        {
            Write = new(row with { Version = row.Version + 1, DueAt = rest }, row.Version);
        }
    }

    private void Decide(ReleaseSet releases, Facts facts, ref CustomerDocument document, Step step, IReadOnlySet<ulong> repeats)
    {
        var marked = step with { Input = Marked(step.Input, repeats) };
        if (TryDecide(releases, facts, ref document, marked, out var failure))
        {
            return;
        }

        if (step.Input is Events { Items.Length: > 1 } events)
        {
            foreach (var (place, item) in step.Places.Zip(events.Items))
            {
                Decide(releases, facts, ref document, new Step([place], new Events([item]), step.Now), repeats);
            }
        }
        else
        {
            Park(document.Version, step.Places[0], step.Input, step.Now, failure);
        }
    }

    private bool TryDecide(ReleaseSet releases, Facts facts, ref CustomerDocument document, Step step, [NotNullWhen(false)] out string? failure)
    {
        Decision decision;
        try
        {
            decision = Engine.Decide(releases.Release, facts, document, step.Input, step.Now);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            failure = $"{bug.GetType().Name}: {bug.Message}";
            return false;
        }

        Note(releases, document, decision, step);
        document = decision.Customer;
        failure = null;
        return true;
    }

    private void Note(ReleaseSet releases, CustomerDocument before, Decision decision, Step step)
    {
        var after = decision.Customer;
        var taken = 0;
        foreach (var entry in decision.Journal)
        {
            var @event = entry is EventApplied { Fate: EventFate.Applied or EventFate.Late } ? decision.Taken[taken++] : null;
            _journal.Add(new JournalRow(0, customer, after.Version, entry, Place.Of(entry.Location), @event)
            {
                Personal = @event is null ? [] : releases.PersonalFields(@event.Type),
            });
        }

        _outbox.AddRange(decision.Messages.Select(m => OutboxRows.Of(releases, customer, m)));
        _outbox.AddRange(decision.Calls.Select(c => OutboxRows.Of(releases, after, c)));
        _overflowed.UnionWith(decision.Overflowed);
        _seen.AddRange(decision.Overflowed.Select(id => new SeenEvent(customer, id, after.LastNow)));
        _tallies.AddRange(Durability.Tallies.Of(before, decision));
        IsErased |= step.Input is Erase;
        foreach (var place in step.Places.Distinct())
        {
            _answers[place] = _answers.GetValueOrDefault(place) switch
            {
                Taken earlier => new Taken(after.Version, [.. earlier.Journal, .. decision.Journal]),
                Parked parked => parked,
                _ => new Taken(after.Version, decision.Journal),
            };
        }
    }

    private void Park(long version, int place, Input input, Instant now, string reason)
    {
        var incident = new Incident(now, null, $"an input could not be decided: {reason}", null);
        _journal.Add(new JournalRow(0, customer, version, incident, null, null));
        _parked.Add(new ParkedRow(0, customer, now, reason, InputCodec.Encode(input)));
        _tallies.AddRange(Durability.Tallies.Of(incident));
        _answers[place] = new Parked(reason);
        if (input is Due)
        {
            _timersRestUntil = now + _afterBadTimer;
        }
    }

    /// <summary>One decision; an event stands at the same index as the place it was asked for at.</summary>
    private sealed record Step(ImmutableArray<int> Places, Input Input, Instant Now);

    /// <summary>Events that follow one another at one instant are one decision.</summary>
    private IEnumerable<Step> Merged()
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            var (place, input) = inputs[i];
            if (input.Input is not Events { Items.IsEmpty: false } first)
            {
                yield return new Step([place], input.Input, input.Now);
                continue;
            }

            var places = ImmutableArray.CreateBuilder<int>();
            var items = ImmutableArray.CreateBuilder<CustomerEvent>();
            AddAll(first, place);
            for (; i + 1 < inputs.Count && inputs[i + 1] is { Input: { Input: Events { Items.IsEmpty: false } next, Now: var now } } && now == input.Now; i++)
            {
                AddAll(next, inputs[i + 1].Place);
            }

            yield return new Step(places.DrainToImmutable(), new Events(items.DrainToImmutable()), input.Now);

            void AddAll(Events events, int from)
            {
                foreach (var item in events.Items)
                {
                    places.Add(from);
                    items.Add(item);
                }
            }
        }
    }

    private Input Marked(Input input, IReadOnlySet<ulong> repeats)
    {
        if (input is not Events events || (repeats.Count == 0 && _overflowed.Count == 0))
        {
            return input;
        }

        bool IsRepeat(CustomerEvent item) => Intake.IdOf(item) is var id && (repeats.Contains(id) || _overflowed.Contains(id));
        return new Events([.. events.Items.Select(e => IsRepeat(e) ? e with { IsRepeat = true } : e)]);
    }
}
