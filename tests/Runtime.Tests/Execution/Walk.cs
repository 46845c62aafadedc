using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Tests.Serialization;

namespace Personalization.Journeys.Runtime.Tests.Execution;

/// <summary>Walks one customer through a workspace on a virtual clock: what happens is planned first, then run to its end.</summary>
internal sealed class Walk
{
    private static readonly LocalDateTimePattern _pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    private Release _release;
    private readonly DateTimeZone _zone;
    private readonly PriorityQueue<Func<Input?>, (Instant At, int Order)> _agenda = new();
    private readonly List<JournalEntry> _journal = [];
    private readonly List<HandOver> _messages = [];
    private readonly List<WebhookCall> _calls = [];
    private int _order;

    public Walk(Workspace workspace, string? zone = null)
    {
        _release = new Release(workspace, []);
        _zone = zone is null ? workspace.Settings.Zone : DateTimeZoneProviders.Tzdb[zone];
        Customer = new CustomerDocument("c1");
        if (zone is not null)
        {
            Customer = Customer with { Attributes = Customer.Attributes.With("time_zone", new TextValue(zone)) };
        }
    }

    public CustomerDocument Customer { get; set; }

    public Facts Facts { get; set; } = Facts.None;

    /// <summary>What a channel says to a message at once; null stays silent.</summary>
    public Func<HandOver, OutcomeKind?> Channel { get; set; } = _ => OutcomeKind.Accepted;

    /// <summary>What a webhook answers at once; null stays silent.</summary>
    public Func<WebhookCall, RecordValue?> Webhook { get; set; } = _ => null;

    /// <summary>By how much timers fire late.</summary>
    public Duration Delay { get; set; } = Duration.Zero;

    /// <summary>Whether each decision is made twice and again from what was stored, compared, and seen not to touch what it was given.</summary>
    public bool Checks { get; set; } = true;

    public IReadOnlyList<JournalEntry> Journal => _journal;

    public IReadOnlyList<HandOver> Messages => _messages;

    public Walk With(string field, Value value)
    {
        Customer = Customer with { Attributes = Customer.Attributes.With(field, value) };
        return this;
    }

    public Walk With(string field, string value) => With(field, new TextValue(value));

    public Walk Consenting(Channel channel, string purpose)
    {
        var consents = Customer.Consents.SetItem(new ConsentKey(channel, purpose), new Consent(true, Instant.MinValue, "given"));
        Customer = Customer with { Consents = consents };
        return this;
    }

    /// <summary>From here on another text is the newest; the journeys of the one before it are kept.</summary>
    public Walk Released(string local, Workspace newer) => On(local, () =>
    {
        _release = new Release(newer, [_release.Current, .. _release.Older]);
        return new Due();
    });

    public Instant At(string local) => _pattern.Parse(local).Value.InZoneLeniently(_zone).ToInstant();

    public string Local(Instant at) => _pattern.Format(at.InZone(_zone).LocalDateTime);

    public Walk On(Instant at, Func<Input?> input)
    {
        _agenda.Enqueue(input, (at, _order++));
        return this;
    }

    public Walk On(string local, Func<Input?> input) => On(At(local), input);

    public Walk On(string local, Input input) => On(local, () => input);

    public Walk Event(string local, string type, params (string Name, Value Value)[] data) =>
        Event(local, local, type, data);

    /// <summary>An event that happened at one time and arrives at another.</summary>
    public Walk Event(string happened, string arrives, string type, params (string Name, Value Value)[] data)
    {
        var @event = new CustomerEvent("test", $"e{_order}", type, At(happened), At(arrives), RecordValue.Of(data));
        return On(arrives, new Events([@event]));
    }

    /// <summary>What a channel or the customer says about the latest message of a template.</summary>
    public Walk Says(string local, string template, OutcomeKind kind, string? text = null) => On(local, () =>
        _messages.FindLast(m => m.Template == template) is { } message ? new Outcome(message.SendKey, kind, At(local), text) : null);

    /// <summary>Until nothing is left to happen, or until a local time.</summary>
    public Walk Run(string? until = null)
    {
        var end = until is null ? Instant.MaxValue : At(until);
        for (var i = 0; i < 10_000; i++)
        {
            var planned = _agenda.TryPeek(out _, out var next) ? next.At : Instant.MaxValue;
            var due = Customer.DueAt is { } at ? at + Delay : Instant.MaxValue;
            var now = Instant.Min(planned, due);
            if (now == Instant.MaxValue || now > end)
            {
                return this;
            }

            if (planned > due)
            {
                Decide(new Due(), now);
            }
            else if (_agenda.Dequeue()() is { } input)
            {
                Decide(input, now);
            }
        }

        throw new InvalidOperationException("it never ends");
    }

    public Decision Decide(Input input, Instant now)
    {
        var before = Checks ? Dump.Of(Customer) : "";
        var decision = Engine.Decide(_release, Facts, Customer, input, now);
        if (Checks)
        {
            var again = Engine.Decide(_release, Facts, Customer, input, now);
            Assert.Equal(Dump.Of(decision), Dump.Of(again));
            Assert.Equal(before, Dump.Of(Customer));
            Stored.Check(_release, Facts, Customer, input, now, decision);
            Assert.True(input is not Due || !(decision.Customer.DueAt <= now), "a timer that fired is still due");
        }

        Customer = decision.Customer;
        _journal.AddRange(decision.Journal);
        _messages.AddRange(decision.Messages);
        _calls.AddRange(decision.Calls);
        foreach (var message in decision.Messages)
        {
            if (Channel(message) is { } said)
            {
                Decide(new Outcome(message.SendKey, said, now), now);
            }
        }

        foreach (var call in decision.Calls)
        {
            if (Webhook(call) is { } fields)
            {
                Decide(new Answer(call.CallKey, fields, now), now);
            }
        }

        return decision;
    }

    /// <summary>The journal, one fact a line, in the zone of the walk.</summary>
    public string Text() => JournalText.Of(_journal, _zone);
}
