using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Segments;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>What a request says of one customer: who it is before anything happens, and what reaches it when.</summary>
/// <param name="Newborn">The document that its first decision is made from.</param>
/// <param name="First">What brings it into being: the history before the beginning, or its own fields; null for one that never is.</param>
/// <param name="History">The events before the beginning.</param>
/// <param name="Events">The events from the beginning on.</param>
internal sealed record RecordedCustomer(
    CustomerDocument Newborn, ScheduledInput? First, ImmutableArray<CustomerEvent> History, ImmutableArray<CustomerEvent> Events)
{
    public string Id => Newborn.Id;

    /// <summary>When the customer came into being, the beginning at the earliest.</summary>
    public Instant? BornAt => First?.At;

    public static Input Recorded(CustomerEvent @event) => new Events([@event with { ArrivedAt = @event.At }]);

    /// <summary>By key.</summary>
    /// <param name="ordered">What happens before the end, by time.</param>
    public static ImmutableArray<RecordedCustomer> All(BacktestRequest request, ImmutableArray<HistoryEvent> ordered)
    {
        var events = new Dictionary<string, ImmutableArray<CustomerEvent>.Builder>(StringComparer.Ordinal);
        foreach (var item in ordered)
        {
            if (!events.TryGetValue(item.Customer, out var list))
            {
                events.Add(item.Customer, list = ImmutableArray.CreateBuilder<CustomerEvent>());
            }

            list.Add(item.Event);
        }

        var seeds = new Dictionary<string, CustomerSeed>(StringComparer.Ordinal);
        foreach (var seed in request.Customers)
        {
            seeds[seed.Id] = seed;
        }

        var strangers = new Strangers(request);
        return
        [
            .. events.Keys.Union(seeds.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id =>
            {
                var seed = seeds.GetValueOrDefault(id);
                var newborn = seed is null ? strangers.Meet(id) : new CustomerDocument(id) { Attributes = seed.Attributes, Consents = seed.Consents };
                return Of(newborn, seed?.Since, events.GetValueOrDefault(id)?.ToImmutable() ?? [], request.From);
            }),
        ];
    }

    /// <summary>What the windows hold when everything begins, before any decision is made.</summary>
    public CustomerDocument Remembered(Workspace workspace, Instant from)
    {
        var customer = Newborn;
        foreach (var @event in History)
        {
            customer = Histories.Append(workspace, customer, @event, from).Customer;
        }

        return customer;
    }

    private static RecordedCustomer Of(CustomerDocument newborn, Instant? since, ImmutableArray<CustomerEvent> events, Instant from)
    {
        var count = 0;
        while (count < events.Length && events[count].At < from)
        {
            count++;
        }

        var (history, later) = (events[..count], events[count..]);

        // Whoever is there before the beginning is met in silence: nobody enters what they were in all along.
        if (count > 0 || since < from)
        {
            var met = new Events([.. history.Select(e => e with { ArrivedAt = e.At, IsHistory = true })]);
            return new(newborn with { Version = 1 }, new ScheduledInput(from, met), history, later);
        }

        Instant? born = later.Length > 0 && !(since < later[0].At) ? later[0].At : since;
        return new(newborn, born is { } at ? new ScheduledInput(at, new Attributes(newborn.Attributes)) : null, history, later);
    }

    /// <summary>Customers of whom nothing is known but their events.</summary>
    private sealed class Strangers(BacktestRequest request)
    {
        private readonly ImmutableSortedDictionary<ConsentKey, Consent> _consents = request.AssumeReachable
            ? Enum.GetValues<Channel>()
                .SelectMany(channel => request.Workspace.Purposes.Select(purpose => new ConsentKey(channel, purpose.Name)))
                .ToImmutableSortedDictionary(key => key, _ => new Consent(true, request.From, "assumed"))
            : ImmutableSortedDictionary<ConsentKey, Consent>.Empty;

        public CustomerDocument Meet(string id) => new(id) { Attributes = request.AssumeReachable ? Reachable(id) : RecordValue.Empty, Consents = _consents };

        private RecordValue Reachable(string id)
        {
            var attributes = RecordValue.Empty;
            foreach (var (name, address) in new[] { ("email", $"{id}@assumed.example"), ("push_token", $"assumed-{id}") })
            {
                attributes = request.Workspace.Customer.Find(name)?.Type switch
                {
                    TextType => attributes.With(name, new TextValue(address)),
                    ListType => attributes.With(name, new ListValue([new TextValue(address)])),
                    _ => attributes,
                };
            }

            return attributes;
        }
    }
}
