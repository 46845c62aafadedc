using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Timeline;

/// <summary>A customer as JSON, for tools and for whoever asks what is kept of them.</summary>
/// <param name="workspace">The newest: it says which fields are personal and where a step stands.</param>
public sealed class CustomerJson(Workspace workspace, CustomerDocument document)
{
    /// <summary>Stands in the place of what is personal.</summary>
    public const string Masked = "(personal)";

    private readonly DateTimeZone _zone = CustomerScope.ZoneOf(workspace, document);

    public void WriteSummary(Utf8JsonWriter json)
    {
        json.WriteString("customer", document.Id);
        json.WriteTexts("inside", document.Runs.Select(r => r.Journey).Distinct(StringComparer.Ordinal));
        json.WriteTexts("segments", document.Memberships.Keys);
        json.WriteMoment("due_at", document.DueAt);
    }

    /// <summary>What is known now.</summary>
    /// <param name="personal">Whether personal fields are shown.</param>
    public void WriteState(Utf8JsonWriter json, bool personal)
    {
        WriteSummary(json);
        json.WriteMoment("last_decided_at", Known(document.LastNow));
        json.WriteMoment("erased_at", document.ErasedAt);
        json.WriteString("time_zone", _zone.Id);
        json.WriteStartObject("profile");
        foreach (var (name, value) in document.Attributes.Fields)
        {
            json.WritePropertyName(name);
            ValueWriter.Write(json, personal || !IsPersonal(workspace, name) ? value : new TextValue(Masked));
        }

        json.WriteEndObject();
        json.WriteList("consents", document.Consents, consent =>
        {
            json.WriteString("channel", ChannelNames.Of(consent.Key.Channel));
            json.WriteString("purpose", consent.Key.Purpose);
            json.WriteBoolean("granted", consent.Value.Granted);
            json.WriteMoment("at", Known(consent.Value.At));
            json.WriteString("source", consent.Value.Source);
        });
        json.WriteList("memberships", document.Memberships, membership =>
        {
            json.WriteString("segment", membership.Key);
            json.WriteMoment("since", Known(membership.Value.Since));
        });
        json.WriteList("runs", document.Runs, run => Write(json, run));
    }

    /// <summary>Everything that is kept: state, history and messages, personal data included.</summary>
    public void WriteAll(Utf8JsonWriter json, IEnumerable<JournalRow> journal, IEnumerable<OutboxEntry> outbox)
    {
        WriteState(json, personal: true);
        json.WriteList("arms", document.Arms, arm =>
        {
            json.WriteString("experiment", arm.Key);
            json.WriteString("arm", arm.Value);
        });
        json.WriteList("history", journal, row => Write(json, row));
        json.WriteList("messages", outbox, entry => Write(json, entry));
    }

    /// <summary>What the workspace does not declare any more counts as personal.</summary>
    public static bool IsPersonal(Workspace workspace, string field) => workspace.Customer.Find(field) is not { Personal: false };

    private void Write(Utf8JsonWriter json, Run run)
    {
        json.WriteString("run", run.Id);
        json.WriteString("journey", run.Journey);
        json.WriteNumber("version", run.Version);
        json.WriteString("key", run.Key);
        json.WriteMoment("entered_at", run.EnteredAt);
        json.WriteList("rests", run.Threads, thread =>
        {
            json.WriteString("step", thread.Step);
            json.WriteMoment("since", thread.Pause.Since);
            json.WriteMoment("until", thread.Pause.NextAt);
            json.WriteString("text", RestText.Of(thread.Pause, at => TimelineText.Minute(LocalTimes.ToLocal(at, _zone))));
        });
    }

    private void Write(Utf8JsonWriter json, JournalRow row)
    {
        json.WriteMoment("at", row.Entry.At);
        json.WriteNumber("decision", row.Decision);
        json.WriteString("kind", row.Entry.GetType().Name);
        json.WriteString("text", TimelineText.Line(row.Entry, row.Place, _zone, _ => "")?.Text);
        json.WriteString("place", row.Place?.ToString());
        if (row.Event is not { } given)
        {
            return;
        }

        json.WriteStartObject("event");
        json.WriteString("source", given.Source);
        json.WriteString("id", given.Id);
        json.WriteString("type", given.Type);
        json.WriteMoment("time", given.At);
        json.WritePropertyName("data");
        ValueWriter.Write(json, given.Data);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OutboxEntry entry)
    {
        json.WriteString("key", entry.Row.Key);
        json.WriteString("channel", entry.Row.Lane);
        json.WriteString("purpose", entry.Row.Purpose);
        json.WriteMoment("at", entry.Row.At);
        json.WriteString("status", entry.Status.ToString().ToLowerInvariant());
        json.WriteString("reason", entry.Reason);
        json.WriteMoment("finished_at", entry.FinishedAt);
        json.WritePropertyName("values");
        ValueWriter.Write(json, ValuesOf(entry.Row));
    }

    private static Value ValuesOf(OutboxRow row) => row.Body.IsEmpty ? Value.Missing
        : row.Lane == "webhook" ? OutboxCodec.DecodeCall(row.Body.Span).Values
        : OutboxCodec.DecodeMessage(row.Body.Span).Values;

    private static Instant? Known(Instant at) => at > LocalTimes.Earliest ? at : null;
}
