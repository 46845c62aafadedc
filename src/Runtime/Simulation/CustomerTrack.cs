using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Segments;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>One customer of a backtest: what is still to come, and how far it has come.</summary>
internal sealed class CustomerTrack
{
    private readonly BacktestRequest _request;
    private readonly CustomerDocument _newborn;
    private readonly Simulator _simulator;
    private readonly ImmutableArray<CustomerEvent> _events;
    private readonly int _history;
    private int _next;

    public CustomerTrack(BacktestRequest request, Release release, Days days, CustomerDocument newborn, Instant? since, ImmutableArray<CustomerEvent> events, bool keepsJournal)
    {
        _request = request;
        _newborn = newborn;
        _events = events;
        Ledger = new CustomerLedger(newborn.Id, days, keepsJournal);
        var history = 0;
        while (history < events.Length && events[history].At < request.From)
        {
            history++;
        }

        _next = history;
        _history = history;
        var existed = history > 0 || since < request.From;

        // Whoever is there before the beginning is met in silence: nobody enters what they were in all along.
        _simulator = new Simulator(release, existed ? newborn with { Version = 1 } : newborn) { Observe = Note, React = request.React };
        if (existed)
        {
            _simulator.Schedule(request.From, new Events([.. events.Take(history).Select(e => e with { ArrivedAt = e.At, IsHistory = true })]));
            BornAt = request.From;
        }
        else
        {
            BornAt = _next < events.Length && !(since < events[_next].At) ? events[_next].At : since;
            if (BornAt is { } born)
            {
                _simulator.Schedule(born, new Attributes(newborn.Attributes));
            }
        }
    }

    public CustomerLedger Ledger { get; }

    public string Id => _newborn.Id;

    /// <summary>When the customer came into being, the beginning at the earliest; null for one that never does.</summary>
    public Instant? BornAt { get; }

    public CustomerDocument Document => _simulator.Customer;

    public long Decisions => _simulator.Decisions;

    /// <summary>When something happens next; null when nothing will.</summary>
    public Instant? NextAt
    {
        get
        {
            Instant? @event = _next < _events.Length ? _events[_next].At : null;
            var other = _simulator.NextAt;
            return @event is null || other < @event ? other : @event;
        }
    }

    /// <summary>What the windows hold when the backtest begins, before any decision is made.</summary>
    public CustomerDocument Remembered()
    {
        var customer = _newborn;
        for (var i = 0; i < _history; i++)
        {
            customer = Histories.Append(_request.Workspace, customer, _events[i], _request.From).Customer;
        }

        return customer;
    }

    public bool IsBornBefore(Instant at) => BornAt < at;

    public void Schedule(Instant at, Input input) => _simulator.Schedule(at, input);

    public void RunBefore(Instant end, Facts facts)
    {
        for (; _next < _events.Length && _events[_next].At < end; _next++)
        {
            var @event = _events[_next];
            _simulator.Schedule(@event.At, new Events([@event with { ArrivedAt = @event.At }]));
        }

        _simulator.RunBefore(end, facts);
    }

    private void Note(Instant at, Decision decision)
    {
        foreach (var entry in decision.Journal)
        {
            Ledger.Note(entry);
        }
    }

    /// <summary>Who is in which segment at an instant, given everything before it.</summary>
    public ImmutableSortedDictionary<string, Membership> MembershipsAt(Instant at, Facts facts) => BornAt <= at
        ? Memberships.Recompute(_request.Workspace, facts, Document, at).Customer.Memberships
        : ImmutableSortedDictionary<string, Membership>.Empty;
}
