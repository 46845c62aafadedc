using NodaTime;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Sending;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>The heart of the house: a pure function. No I/O, clock, chance or log; everything else is a loop around it.</summary>
public static class Engine
{
    /// <summary>
    /// Decides one input for one customer at one instant. The same arguments always give the same decision.
    /// </summary>
    public static Decision Decide(Release release, Facts facts, CustomerDocument customer, Input input, Instant now)
    {
        var draft = new DecisionDraft(release, facts, customer, Instant.Max(now, customer.LastNow));
        if (input is Upgrade upgrade)
        {
            Upgrading.Rebuild(draft, upgrade);
        }

        Segmentation.MeetRelease(draft);
        switch (input)
        {
            case Upgrade:
                break;
            case Events events:
                foreach (var item in events.Items)
                {
                    Intake.Take(draft, item);
                    Cascade.Drain(draft);
                }

                break;
            case Due:
                Timers.Fire(draft);
                break;
            case Outcome outcome:
                Outcomes.Note(draft, outcome);
                break;
            case Answer answer:
                Calling.Answered(draft, answer);
                break;
            case Attributes attributes:
                Profile.Change(draft, attributes);
                break;
            case ConsentChanged consent:
                Profile.Change(draft, consent);
                break;
            case FactsChanged:
                draft.MembershipsAreStale = true;
                break;
            case Erase erase:
                Erasure.Forget(draft, erase);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        Cascade.Settle(draft);
        return draft.Close();
    }
}
