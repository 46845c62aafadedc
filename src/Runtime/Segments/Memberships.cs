using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Segments;

internal readonly record struct MembershipChange(string Segment, bool Entered);

/// <summary>Who is in which segment now, and when that may change without any event.</summary>
internal static class Memberships
{
    /// <summary>Decides the segments that anything has reached; the changes stand in the order the segments were decided in.</summary>
    public static (CustomerDocument Customer, ImmutableArray<MembershipChange> Changes) Recompute(
        Workspace workspace, Facts facts, CustomerDocument customer, Instant now)
    {
        var plan = SegmentPlan.Of(workspace);
        var known = customer.Timers is { } timers && timers.Serves(plan, customer, now) ? timers : null;
        var scope = new CustomerScope(workspace, facts, customer, now);
        var next = new NextChange(facts, scope);
        var due = new Instant[plan.Order.Length];
        var earliest = Instant.MaxValue;
        ImmutableArray<MembershipChange>.Builder? changes = null;
        for (var i = 0; i < due.Length; i++)
        {
            var segment = plan.Order[i];
            if (known is null || known.IsReached(i, segment, facts, customer, now) || DependsOn(changes, segment))
            {
                Decide(segment, scope, ref changes);
                due[i] = next.Of(segment);
            }
            else
            {
                due[i] = known.Due[i];
            }

            earliest = Instant.Min(earliest, due[i]);
        }

        var decided = scope.Customer with
        {
            MembershipsChangeAt = earliest == Instant.MaxValue ? null : earliest,
            Timers = new(plan, facts, scope.Customer, now, due),
        };
        return (decided, changes?.DrainToImmutable() ?? []);
    }

    private static void Decide(PlannedSegment segment, CustomerScope scope, ref ImmutableArray<MembershipChange>.Builder? changes)
    {
        var isMember = ConditionEvaluator.Check(segment.Conditions, scope).Yes;
        var memberships = scope.Customer.Memberships;
        if (isMember == memberships.ContainsKey(segment.Name))
        {
            return;
        }

        memberships = isMember ? memberships.Add(segment.Name, new(scope.Now)) : memberships.Remove(segment.Name);
        scope.Customer = scope.Customer with { Memberships = memberships };
        (changes ??= ImmutableArray.CreateBuilder<MembershipChange>()).Add(new(segment.Name, isMember));
    }

    private static bool DependsOn(ImmutableArray<MembershipChange>.Builder? changes, PlannedSegment segment)
    {
        if (changes is null || segment.Segments.IsEmpty)
        {
            return false;
        }

        foreach (var change in changes)
        {
            if (segment.Segments.Contains(change.Segment))
            {
                return true;
            }
        }

        return false;
    }
}
