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
    private readonly RecordedCustomer _recorded;
    private readonly Simulator _simulator;
    private int _next;

    public CustomerTrack(BacktestRequest request, Release release, RecordedCustomer recorded, CustomerLedger ledger)
    {
        _request = request;
        _recorded = recorded;
        Ledger = ledger;
        _simulator = new Simulator(release, recorded.Newborn) { Observe = Note, React = request.React };
        if (recorded.First is { } first)
        {
            _simulator.Schedule(first.At, first.Input);
        }
    }

    public CustomerLedger Ledger { get; }

    public CustomerDocument Document => _simulator.Customer;

    /// <summary>When something happens next; null when nothing will.</summary>
    public Instant? NextAt
    {
        get
        {
            Instant? @event = _next < _recorded.Events.Length ? _recorded.Events[_next].At : null;
            var other = _simulator.NextAt;
            return @event is null || other < @event ? other : @event;
        }
    }

    public long Decisions => _simulator.Decisions;

    public CustomerLived Lived => new(_recorded.Id, Ledger, Document, IsBornBefore(_request.To), Decisions);

    public CustomerDocument Remembered() => _recorded.Remembered(_request.Workspace, _request.From);

    public bool IsBornBefore(Instant at) => _recorded.BornAt < at;

    public void Schedule(Instant at, Input input) => _simulator.Schedule(at, input);

    public void RunBefore(Instant end, Facts facts)
    {
        for (; _next < _recorded.Events.Length && _recorded.Events[_next].At < end; _next++)
        {
            _simulator.Schedule(_recorded.Events[_next].At, RecordedCustomer.Recorded(_recorded.Events[_next]));
        }

        _simulator.RunBefore(end, facts);
    }

    /// <summary>Who is in which segment at an instant, given everything before it.</summary>
    public ImmutableSortedDictionary<string, Membership> MembershipsAt(Instant at, Facts facts) => _recorded.BornAt <= at
        ? Memberships.Recompute(_request.Workspace, facts, Document, at).Customer.Memberships
        : ImmutableSortedDictionary<string, Membership>.Empty;

    private void Note(Instant at, Decision decision)
    {
        foreach (var entry in decision.Journal)
        {
            Ledger.Note(entry);
        }
    }
}
