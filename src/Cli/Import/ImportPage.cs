using NodaTime;
using Personalization.Journeys.Cli.Data;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Import;

/// <summary>Some records of a file that become inputs in one transaction.</summary>
internal sealed class ImportPage
{
    private readonly Dictionary<string, List<CustomerEvent>> _events = new(StringComparer.Ordinal);
    private readonly List<InboxRow> _rows = [];

    public List<Reject> Rejects { get; } = [];

    public int Taken { get; private set; }

    public int Records => Taken + Rejects.Count;

    public void Add(HistoryEvent recorded, bool isHistory, Instant now)
    {
        Taken++;
        if (!_events.TryGetValue(recorded.Customer, out var events))
        {
            _events.Add(recorded.Customer, events = []);
        }

        events.Add(recorded.Event with { IsHistory = isHistory, ArrivedAt = now });
    }

    public void Add(CustomerSeed seed, Instant now)
    {
        Taken++;
        if (!seed.Attributes.Fields.IsEmpty || seed.Consents.IsEmpty)
        {
            Put(seed.Id, new Attributes(seed.Attributes) { At = now });
        }

        // As old as can be: whatever the customer has said here themselves is newer.
        foreach (var (key, consent) in seed.Consents)
        {
            Put(seed.Id, new ConsentChanged(key.Channel, key.Purpose, consent.Granted, consent.At, consent.Source));
        }
    }

    /// <summary>One input a customer: the order in which their events stand in the file stays, and a decision is made once for all.</summary>
    public IReadOnlyList<InboxRow> Rows()
    {
        foreach (var (customer, events) in _events)
        {
            Put(customer, new Events([.. events]));
        }

        _events.Clear();
        return _rows;
    }

    private void Put(string customer, Input input) => _rows.Add(new InboxRow(0, customer, InputCodec.Encode(input)));
}
