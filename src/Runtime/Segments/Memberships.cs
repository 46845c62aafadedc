using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Segments;

public readonly record struct MembershipChange(string Segment, bool Entered);

/// <summary>Who is in which segment now, and when that may change without any event.</summary>
public static class Memberships
{
    /// <summary>Decides every segment anew; the changes stand in the order the segments were decided in.</summary>
    public static (CustomerDocument Customer, ImmutableArray<MembershipChange> Changes) Recompute(
        Workspace workspace, Facts facts, CustomerDocument customer, Instant now)
    {
        var scope = new CustomerScope(workspace, facts, customer, now);
        var next = new NextChange(workspace, facts, scope);
        var changes = ImmutableArray.CreateBuilder<MembershipChange>();
        foreach (var (segment, movesWithTime) in SegmentPlan.Of(workspace).Order)
        {
            var isMember = ConditionEvaluator.Check(segment.Conditions, scope).Yes;
            if (movesWithTime)
            {
                next.Visit(segment.Conditions);
            }

            if (isMember == scope.Customer.Memberships.ContainsKey(segment.Name))
            {
                continue;
            }

            var memberships = isMember
                ? scope.Customer.Memberships.Add(segment.Name, new(now))
                : scope.Customer.Memberships.Remove(segment.Name);
            scope.Customer = scope.Customer with { Memberships = memberships };
            changes.Add(new(segment.Name, isMember));
        }

        var changeAt = next.Earliest;
        var recomputed = scope.Customer.MembershipsChangeAt == changeAt ? scope.Customer : scope.Customer with { MembershipsChangeAt = changeAt };
        return (recomputed, changes.DrainToImmutable());
    }
}
