using Personalization.Journeys.Runtime.Segments;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>Keeps the memberships of a draft true, and says what changed.</summary>
internal static class Segmentation
{
    /// <summary>A customer of an older release is brought to this one without anybody entering or leaving.</summary>
    public static void MeetRelease(DecisionDraft draft)
    {
        if (draft.Customer.Release == draft.Workspace.Hash && draft.Customer.Version > 0)
        {
            return;
        }

        draft.PlansAreStale = true;
        draft.MembershipsAreStale = true;
        if (draft.Customer.Version > 0)
        {
            Recompute(draft, quietly: true);
        }
    }

    public static void RecomputeIfDue(DecisionDraft draft)
    {
        if (draft.Customer.MembershipsChangeAt <= draft.Now)
        {
            draft.MembershipsAreStale = true;
            Recompute(draft, quietly: false);
        }
    }

    public static void Recompute(DecisionDraft draft, bool quietly)
    {
        if (!draft.MembershipsAreStale)
        {
            return;
        }

        draft.MembershipsAreStale = false;
        var (customer, changes) = Memberships.Recompute(draft.Workspace, draft.Facts, draft.Customer, draft.Now);
        draft.Customer = customer;
        if (changes.IsEmpty)
        {
            return;
        }

        draft.PlansAreStale = true;
        if (quietly)
        {
            return;
        }

        foreach (var change in changes)
        {
            var location = draft.Workspace.Segment(change.Segment)?.Location;
            draft.Write(new SegmentChanged(draft.Now, change.Segment, change.Entered, location));
            draft.Pending.Enqueue(new SegmentMoved(change.Segment, change.Entered));
        }
    }
}
