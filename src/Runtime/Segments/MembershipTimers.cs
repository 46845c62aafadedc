using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Segments;

/// <summary>
/// What the last recomputation of a document saw, and when each segment may change next, so that the next one asks only
/// the segments that something has reached. Never stored: without it all segments are asked, with the same result.
/// </summary>
internal sealed class MembershipTimers(SegmentPlan plan, Facts facts, CustomerDocument customer, Instant now, Instant[] due)
{
    private readonly RecordValue _attributes = customer.Attributes;
    private readonly ImmutableSortedDictionary<ConsentKey, Consent> _consents = customer.Consents;
    private readonly ImmutableSortedDictionary<string, EventHistory> _histories = customer.Histories;
    private readonly ImmutableSortedDictionary<string, Membership> _memberships = customer.Memberships;

    public Instant[] Due => due;

    public bool Serves(SegmentPlan newPlan, CustomerDocument customer, Instant at) =>
        ReferenceEquals(plan, newPlan)
        && at >= now
        && ReferenceEquals(_attributes, customer.Attributes)
        && ReferenceEquals(_consents, customer.Consents)
        && ReferenceEquals(_memberships, customer.Memberships);

    public bool IsReached(int index, PlannedSegment segment, Facts newFacts, CustomerDocument customer, Instant at)
    {
        if (due[index] <= at || (segment.ReadsFacts && !ReferenceEquals(facts, newFacts)))
        {
            return true;
        }

        if (ReferenceEquals(_histories, customer.Histories))
        {
            return false;
        }

        foreach (var name in segment.Events)
        {
            if (!ReferenceEquals(_histories.GetValueOrDefault(name), customer.Histories.GetValueOrDefault(name)))
            {
                return true;
            }
        }

        return false;
    }
}
