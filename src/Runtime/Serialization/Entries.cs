using System.Diagnostics;
using System.Text.Json;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>Journal entries as lists: the kind, the instant, for what happened to a run the run, and what the kind adds.</summary>
internal static class Entries
{
    public static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteStartArray();
        json.WriteStringValue(KindOf(entry));
        json.At(entry.At);
        if (entry is RunEntry run)
        {
            json.WriteStringValue(run.Run);
            json.WriteStringValue(run.Journey);
            json.WriteNumberValue(run.Version);
            WriteOfRun(json, run);
        }
        else
        {
            WriteOther(json, entry);
        }

        json.WriteEndArray();
    }

    public static JournalEntry Read(ref JsonIn json)
    {
        json.OpenList();
        var entry = ReadBody(ref json);
        json.CloseList();
        return entry;
    }

    private static string KindOf(JournalEntry entry) => entry switch
    {
        EventApplied => "event",
        SegmentChanged => "segment",
        ProfileChanged => "profile",
        ConsentNoted => "consent",
        NotEntered => "notEntered",
        Entered => "entered",
        Paused => "paused",
        WayTaken => "way",
        ArmAssigned => "arm",
        MessageSent => "sent",
        MessageSkipped => "skipped",
        MessageHeld => "held",
        OutcomeNoted => "outcome",
        ValueMade => "value",
        FieldWritten => "field",
        ConsentWithdrawn => "withdrawn",
        EventRecorded => "recorded",
        WebhookCalled => "called",
        GoalReached => "goal",
        Exited => "exited",
        Incident => "incident",
        _ => throw new UnreachableException(),
    };

    private static JournalEntry ReadBody(ref JsonIn json) => json.Word() switch
    {
        "event" => new EventApplied(json.At(), json.Word(), json.Text(), json.Word(), json.Name<EventFate>(), json.At()),
        "segment" => new SegmentChanged(json.At(), json.Word(), json.Flag(), null),
        "profile" => new ProfileChanged(json.At(), json.List(static (ref json) => json.Word())),
        "consent" => new ConsentNoted(json.At(), json.Name<Channel>(), json.Word(), json.Flag(), json.Text(), json.At()),
        "notEntered" => new NotEntered(json.At(), json.Word(), json.Integer(), json.Text(), json.Text(), null) { Because = json.OptionalText() },
        "entered" => new Entered(json.At(), json.Text(), json.Word(), json.Integer(), json.Text(), json.Flag(), null),
        "paused" => new Paused(json.At(), json.Text(), json.Word(), json.Integer(), json.Word(), json.OptionalAt(), json.Text(), null),
        "way" => new WayTaken(json.At(), json.Text(), json.Word(), json.Integer(), json.Word(), json.Word(), json.Text(), null),
        "arm" => new ArmAssigned(json.At(), json.Text(), json.Word(), json.Integer(), json.Word(), json.Word(), json.Decimal(), null),
        "sent" => new MessageSent(
            json.At(), json.Text(), json.Word(), json.Integer(), json.Word(), json.Text(), json.Name<Channel>(), json.Word(), json.Word(), json.OptionalWord(), null),
        "skipped" => new MessageSkipped(
            json.At(), json.Text(), json.Word(), json.Integer(), json.Word(), json.Text(), json.Name<Channel>(), json.Word(), json.Word(), json.Word(), null),
        "held" => new MessageHeld(
            json.At(), json.Text(), json.Word(), json.Integer(), json.Word(), json.Name<Channel>(), json.Word(), json.At(), json.Word(), null),
        "outcome" => new OutcomeNoted(
            json.At(), json.Text(), json.Word(), json.Integer(), json.Text(), json.Name<OutcomeKind>(), json.OptionalText(), null),
        "value" => new ValueMade(json.At(), json.Text(), json.Word(), json.Integer(), json.Word(), json.Word(), json.Text(), null),
        "field" => new FieldWritten(json.At(), json.Text(), json.Word(), json.Integer(), json.Word(), json.Word(), json.Text(), null),
        "withdrawn" => new ConsentWithdrawn(json.At(), json.Text(), json.Word(), json.Integer(), json.Name<Channel>(), json.Word(), null),
        "recorded" => new EventRecorded(json.At(), json.Text(), json.Word(), json.Integer(), json.Word(), json.Word(), null),
        "called" => new WebhookCalled(json.At(), json.Text(), json.Word(), json.Integer(), json.Word(), json.Text(), json.Word(), null),
        "goal" => new GoalReached(json.At(), json.Text(), json.Word(), json.Integer(), json.Word(), json.At(), null),
        "exited" => new Exited(json.At(), json.Text(), json.Word(), json.Integer(), json.Text(), null),
        "incident" => new Incident(json.At(), json.OptionalText(), json.Text(), null),
        _ => throw json.Unexpected(),
    };

    private static void WriteOther(Utf8JsonWriter json, JournalEntry entry)
    {
        switch (entry)
        {
            case EventApplied applied:
                json.WriteStringValue(applied.Source);
                json.WriteStringValue(applied.Id);
                json.WriteStringValue(applied.Type);
                json.Name(applied.Fate);
                json.At(applied.HappenedAt);
                break;
            case SegmentChanged changed:
                json.WriteStringValue(changed.Segment);
                json.WriteBooleanValue(changed.Entered);
                break;
            case NotEntered refused:
                json.WriteStringValue(refused.Journey);
                json.WriteNumberValue(refused.Version);
                json.WriteStringValue(refused.Key);
                json.WriteStringValue(refused.Reason);
                json.WriteStringValue(refused.Because);
                break;
            case ProfileChanged changed:
                json.List(changed.Fields, static (json, field) => json.WriteStringValue(field));
                break;
            case ConsentNoted consent:
                json.Name(consent.Channel);
                json.WriteStringValue(consent.Purpose);
                json.WriteBooleanValue(consent.Granted);
                json.WriteStringValue(consent.Source);
                json.At(consent.GivenAt);
                break;
            case Incident incident:
                json.WriteStringValue(incident.Run);
                json.WriteStringValue(incident.Reason);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void WriteOfRun(Utf8JsonWriter json, RunEntry entry)
    {
        switch (entry)
        {
            case Entered entered:
                json.WriteStringValue(entered.Key);
                json.WriteBooleanValue(entered.Restarted);
                break;
            case Paused paused:
                json.WriteStringValue(paused.Step);
                json.At(paused.Until);
                json.WriteStringValue(paused.Reason);
                break;
            case WayTaken way:
                json.WriteStringValue(way.Step);
                json.WriteStringValue(way.Way);
                json.WriteStringValue(way.Because);
                break;
            case ArmAssigned assigned:
                json.WriteStringValue(assigned.Experiment);
                json.WriteStringValue(assigned.Arm);
                json.WriteNumberValue(assigned.Probability);
                break;
            case MessageSent sent:
                json.WriteStringValue(sent.Step);
                json.WriteStringValue(sent.SendKey);
                json.Name(sent.Channel);
                json.WriteStringValue(sent.Template);
                json.WriteStringValue(sent.Purpose);
                json.WriteStringValue(sent.Arm);
                break;
            case MessageSkipped skipped:
                json.WriteStringValue(skipped.Step);
                json.WriteStringValue(skipped.SendKey);
                json.Name(skipped.Channel);
                json.WriteStringValue(skipped.Template);
                json.WriteStringValue(skipped.Purpose);
                json.WriteStringValue(skipped.Reason);
                break;
            case MessageHeld held:
                json.WriteStringValue(held.Step);
                json.Name(held.Channel);
                json.WriteStringValue(held.Template);
                json.At(held.Until);
                json.WriteStringValue(held.Reason);
                break;
            case OutcomeNoted noted:
                json.WriteStringValue(noted.SendKey);
                json.Name(noted.Kind);
                json.WriteStringValue(noted.Reason);
                break;
            case ValueMade made:
                json.WriteStringValue(made.Step);
                json.WriteStringValue(made.Name);
                json.WriteStringValue(made.Value);
                break;
            case FieldWritten written:
                json.WriteStringValue(written.Step);
                json.WriteStringValue(written.Field);
                json.WriteStringValue(written.Value);
                break;
            case ConsentWithdrawn withdrawn:
                json.Name(withdrawn.Channel);
                json.WriteStringValue(withdrawn.Purpose);
                break;
            case EventRecorded recorded:
                json.WriteStringValue(recorded.Step);
                json.WriteStringValue(recorded.Event);
                break;
            case WebhookCalled called:
                json.WriteStringValue(called.Step);
                json.WriteStringValue(called.CallKey);
                json.WriteStringValue(called.Webhook);
                break;
            case GoalReached reached:
                json.WriteStringValue(reached.Goal);
                json.At(reached.HappenedAt);
                break;
            case Exited exited:
                json.WriteStringValue(exited.Reason);
                break;
            default:
                throw new UnreachableException();
        }
    }
}
