using NodaTime;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>One customer of a replay: what is still to reach it, and when it wakes by itself.</summary>
internal sealed class VirtualCustomer(RecordedCustomer recorded)
{
    private bool _begun;
    private int _next;

    public string Id => recorded.Id;

    public RecordedCustomer Recorded => recorded;

    /// <summary>Whether the store has a document.</summary>
    public bool IsStored { get; private set; }

    public Instant? DueAt { get; private set; }

    /// <summary>When something happens next; null when nothing will.</summary>
    public Instant? NextAt => InputAt is { } input && !(DueAt < input) ? input : DueAt;

    private Instant? InputAt => !_begun ? recorded.First?.At : _next < recorded.Events.Length ? recorded.Events[_next].At : null;

    /// <summary>What happens next. At one instant inputs come before timers.</summary>
    public CustomerInput Take()
    {
        if (InputAt is not { } at || DueAt < at)
        {
            return new CustomerInput(Id, new Due(), DueAt!.Value);
        }

        if (!_begun)
        {
            _begun = true;
            return new CustomerInput(Id, recorded.First!.Input, at);
        }

        return new CustomerInput(Id, RecordedCustomer.Recorded(recorded.Events[_next++]), at);
    }

    /// <summary>The document was written.</summary>
    public void Stored(Instant? dueAt) => (IsStored, DueAt) = (true, dueAt);

    /// <summary>Goes on from a document of an earlier run: what it has had does not come again.</summary>
    public void GoOnFrom(CustomerDocument document)
    {
        _begun = true;
        Stored(document.DueAt);
        while (_next < recorded.Events.Length && HasHad(document, recorded.Events[_next]))
        {
            _next++;
        }
    }

    private static bool HasHad(CustomerDocument document, CustomerEvent @event) =>
        @event.At < document.LastNow || (@event.At == document.LastNow && document.EventIds.Contains(Intake.IdOf(@event)));
}
