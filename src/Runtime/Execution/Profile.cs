using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Sending;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>Changes of what is known of the customer, by themselves, by the outside or by a step.</summary>
internal static class Profile
{
    private const string ZoneField = "time_zone";

    public static void Change(DecisionDraft draft, Attributes attributes)
    {
        if (attributes.At < draft.Customer.ErasedAt)
        {
            return;
        }

        if (!attributes.Changes.Fields.IsEmpty)
        {
            draft.Write(new ProfileChanged(draft.Now, [.. attributes.Changes.Fields.Keys]));
        }

        foreach (var (field, value) in attributes.Changes.Fields)
        {
            Change(draft, field, value);
        }
    }

    /// <summary>A missing value clears the field.</summary>
    public static void Change(DecisionDraft draft, string field, Value value)
    {
        var zone = draft.Zone;
        var before = draft.Customer.Attributes;
        var fields = value.IsMissing ? before.Fields.Remove(field) : before.Fields.SetItem(field, value);
        draft.Customer = draft.Customer with { Attributes = new RecordValue(fields) };
        draft.MembershipsAreStale = true;
        draft.PlansAreStale = true;
        if (field == ZoneField && !before[field].Equals(value))
        {
            AimAgain(draft);
            Plans.AimAgain(draft, zone);
        }
    }

    /// <summary>The newest word counts, whatever order they arrive in; one from before the customer was forgotten is forgotten too.</summary>
    public static void Change(DecisionDraft draft, ConsentChanged change)
    {
        draft.Write(new ConsentNoted(draft.Now, change.Channel, change.Purpose, change.Granted, change.Source, change.At));
        var key = new ConsentKey(change.Channel, change.Purpose);
        if (change.At < draft.Customer.ErasedAt || (draft.Customer.Consents.TryGetValue(key, out var known) && known.At > change.At))
        {
            return;
        }

        var consent = new Consent(change.Granted, change.At, change.Source);
        draft.Customer = draft.Customer with { Consents = draft.Customer.Consents.SetItem(key, consent) };
        draft.MembershipsAreStale = true;
    }

    /// <summary>What aims at a local time keeps it in the new zone; what is past there ends at once.</summary>
    private static void AimAgain(DecisionDraft draft)
    {
        var zone = draft.Zone;
        foreach (var run in draft.Runs)
        {
            foreach (var thread in run.State.Threads)
            {
                switch (thread.Pause)
                {
                    case Waiting { Aim: LocalAim aim } pause:
                        run.Pause(thread.Id, thread.Step, pause with { Until = Instant.Max(aim.In(zone), draft.Now) });
                        break;
                    case Held { Reason: not SkipReason.QuestionOpen } pause:
                        run.Pause(thread.Id, thread.Step, pause with { Until = draft.Now });
                        break;
                    default:
                        break;
                }
            }
        }
    }
}
