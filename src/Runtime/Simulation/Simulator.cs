using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>
/// A virtual clock over <see cref="Engine.Decide"/> for one customer: it jumps from one input or timer to the next. At one
/// instant inputs come before timers. A channel accepts at once, and a webhook answers at once what it is given.
/// </summary>
internal sealed class Simulator(Release release, CustomerDocument customer)
{
    private const int MostDecisionsAtOneInstant = 10_000;

    private readonly List<ScheduledInput> _scheduled = [];
    private readonly Queue<Input> _atOnce = new();
    private Instant _now = Instant.MinValue;
    private int _decisionsNow;
    private bool _timersFail;

    public CustomerDocument Customer { get; private set; } = customer;

    public long Decisions { get; private set; }

    /// <summary>Sees every decision, in order.</summary>
    public Action<Instant, Decision>? Observe { get; init; }

    public Reactions? React { get; init; }

    /// <summary>What a webhook answers; without it, nothing.</summary>
    public Func<WebhookCall, RecordValue>? Answer { get; init; }

    /// <summary>When something happens next; null when nothing will.</summary>
    public Instant? NextAt
    {
        get
        {
            Instant? input = _scheduled.Count > 0 ? _scheduled[0].At : null;
            var timer = _timersFail ? null : Customer.DueAt;
            return input is null || timer < input ? timer : input;
        }
    }

    /// <summary>Inputs of one instant keep the order in which they were scheduled.</summary>
    public void Schedule(Instant at, Input input)
    {
        var position = _scheduled.Count;
        while (position > 0 && _scheduled[position - 1].At > at)
        {
            position--;
        }

        _scheduled.Insert(position, new ScheduledInput(at, input));
    }

    /// <summary>Does everything that happens before an instant.</summary>
    public void RunBefore(Instant end, Facts facts) => Run(facts, next => next < end);

    /// <summary>Does everything that happens up to an instant, and at it.</summary>
    public void RunThrough(Instant end, Facts facts) => Run(facts, next => next <= end);

    /// <summary>Does one thing, the next; false when there is none.</summary>
    public bool Step(Facts facts)
    {
        if (NextAt is not { } next)
        {
            return false;
        }

        if (next > _now)
        {
            _now = next;
            _decisionsNow = 0;
        }

        if (_scheduled.Count > 0 && _scheduled[0].At <= _now)
        {
            var input = _scheduled[0].Input;
            _scheduled.RemoveAt(0);
            _timersFail = false;
            Apply(input, facts);
        }
        else
        {
            Apply(new Due(), facts);
        }

        return true;
    }

    private void Run(Facts facts, Func<Instant, bool> isIn)
    {
        while (NextAt is { } next && isIn(next))
        {
            Step(facts);
        }
    }

    private void Apply(Input first, Facts facts)
    {
        _atOnce.Enqueue(first);
        while (_atOnce.TryDequeue(out var input))
        {
            if (++_decisionsNow > MostDecisionsAtOneInstant)
            {
                Stop(input, $"more than {MostDecisionsAtOneInstant} decisions at one instant");
                _atOnce.Clear();
                return;
            }

            Decide(input, facts);
        }
    }

    private void Decide(Input input, Facts facts)
    {
        Decision decision;
        try
        {
            decision = Engine.Decide(release, facts, Customer, input, _now);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            // The language is total, so this is a bug: the input is parked, the document stays as it is, later inputs go on.
            Stop(input, $"the decision failed: {bug.GetType().Name}: {bug.Message}");
            return;
        }

        Decisions++;
        Customer = decision.Customer;
        Observe?.Invoke(_now, decision);
        foreach (var message in decision.Messages)
        {
            _atOnce.Enqueue(new Outcome(message.SendKey, OutcomeKind.Accepted, _now));
            foreach (var reaction in React?.Invoke(Customer, message) ?? [])
            {
                Schedule(Instant.Max(reaction.At, _now), reaction.Input);
            }
        }

        foreach (var call in decision.Calls)
        {
            _atOnce.Enqueue(new Answer(call.CallKey, Answer?.Invoke(call) ?? RecordValue.Empty, _now));
        }
    }

    private void Stop(Input input, string reason)
    {
        _timersFail = input is Due || _timersFail || Customer.DueAt <= _now;
        Observe?.Invoke(_now, new Decision(Customer, [], [], [new Incident(_now, null, reason, null)]));
    }
}
