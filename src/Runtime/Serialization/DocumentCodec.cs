using System.Collections.Immutable;
using System.Text.Json;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>
/// A customer's document as bytes, with the version of the format; older formats are read and lifted. What is empty or as
/// it always is at first is left out. Bytes that are no document are a <see cref="FormatException"/>.
/// </summary>
public static class DocumentCodec
{
    private static readonly StoredFormat _format = new("document");
    private static readonly CustomerDocument _fresh = new("");

    public static byte[] Encode(CustomerDocument document) => _format.Encode(document, Write);

    public static CustomerDocument Decode(ReadOnlySpan<byte> bytes) => _format.Decode(bytes, Read);

    private static void Write(Utf8JsonWriter json, CustomerDocument document)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, document.Id);
        json.WriteNumber("version"u8, document.Version);
        json.WriteString("release"u8, document.Release);
        json.At("now"u8, document.LastNow == _fresh.LastNow ? null : document.LastNow);
        json.At("due"u8, document.DueAt);
        json.Record("attributes"u8, document.Attributes);
        if (!document.Consents.IsEmpty)
        {
            json.WriteStartArray("consents"u8);
            foreach (var (key, consent) in document.Consents)
            {
                Write(json, key, consent);
            }

            json.WriteEndArray();
        }

        json.Map("past"u8, document.Histories, Write);
        json.Map("segments"u8, document.Memberships, static (json, membership) => json.At(membership.Since));
        json.At("segmentsChange"u8, document.MembershipsChangeAt);
        json.List("runs"u8, document.Id, document.Runs, Runs.Write);
        json.List("ended"u8, document.Id, document.EndedRuns, Write);
        json.List("messages"u8, document.Id, document.Messages, Write);
        json.Map("arms"u8, document.Arms, static (json, arm) => json.WriteStringValue(arm));
        if (!document.EventIds.IsEmpty)
        {
            json.WritePropertyName("eventIds"u8);
            json.Hashes(document.EventIds);
        }

        json.List("planned"u8, document.Planned, Write);
        json.At("plannedThrough"u8, document.PlannedThrough == _fresh.PlannedThrough ? null : document.PlannedThrough);
        if (document.EntryCount != 0)
        {
            json.WriteNumber("entries"u8, document.EntryCount);
        }

        json.At("erased"u8, document.ErasedAt);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EventHistory history) =>
        json.WriteRawValue(history.Stored ??= StoredFormat.Part(history.Entries, static (json, entries) => json.List(entries, Write)), skipInputValidation: true);

    private static CustomerDocument Read(ref JsonIn json)
    {
        json.OpenObject();
        var document = ReadProperties(ref json);
        json.CloseObject();
        return document;
    }

    private static CustomerDocument ReadProperties(ref JsonIn json) => new(json.Owner = json.Has("id"u8) ? json.Text() : throw json.Unexpected())
    {
        Version = json.Has("version"u8) ? json.Long() : throw json.Unexpected(),
        Release = json.Has("release"u8) ? json.Word() : throw json.Unexpected(),
        LastNow = json.Has("now"u8) ? json.At() : _fresh.LastNow,
        DueAt = json.Has("due"u8) ? json.At() : null,
        Attributes = json.Has("attributes"u8) ? Values.ReadRecord(ref json) : RecordValue.Empty,
        Consents = json.Has("consents"u8) ? ReadConsents(ref json) : _fresh.Consents,
        Histories = json.Has("past"u8) ? json.Map(static (ref json) => new EventHistory(json.List(ReadPast))) : _fresh.Histories,
        Memberships = json.Has("segments"u8) ? json.Map(static (ref json) => new Membership(json.At())) : _fresh.Memberships,
        MembershipsChangeAt = json.Has("segmentsChange"u8) ? json.At() : null,
        Runs = json.Has("runs"u8) ? json.List(Runs.Read) : [],
        EndedRuns = json.Has("ended"u8) ? json.List(ReadEnded) : [],
        Messages = json.Has("messages"u8) ? json.List(ReadMessage) : [],
        Arms = json.Has("arms"u8) ? json.Map(static (ref json) => json.Word()) : _fresh.Arms,
        EventIds = json.Has("eventIds"u8) ? json.Hashes() : [],
        Planned = json.Has("planned"u8) ? json.List(ReadPlanned) : [],
        PlannedThrough = json.Has("plannedThrough"u8) ? json.At() : _fresh.PlannedThrough,
        EntryCount = json.Has("entries"u8) ? json.Long() : 0,
        ErasedAt = json.Has("erased"u8) ? json.At() : null,
    };

    private static void Write(Utf8JsonWriter json, ConsentKey key, Consent consent)
    {
        json.WriteStartArray();
        json.Name(key.Channel);
        json.WriteStringValue(key.Purpose);
        json.WriteBooleanValue(consent.Granted);
        json.At(consent.At);
        json.WriteStringValue(consent.Source);
        json.WriteEndArray();
    }

    private static ImmutableSortedDictionary<ConsentKey, Consent> ReadConsents(ref JsonIn json)
    {
        json.OpenList();
        var consents = ImmutableSortedDictionary.CreateBuilder<ConsentKey, Consent>();
        while (!json.IsAtEnd)
        {
            json.OpenList();
            consents[new ConsentKey(json.Name<Channel>(), json.Word())] = new Consent(json.Flag(), json.At(), json.Word());
            json.CloseList();
        }

        json.CloseList();
        return consents.ToImmutable();
    }

    private static void Write(Utf8JsonWriter json, PastEvent past)
    {
        json.WriteStartArray();
        json.At(past.At);
        Values.Write(json, past.Fields);
        json.WriteEndArray();
    }

    private static PastEvent ReadPast(ref JsonIn json)
    {
        json.OpenList();
        var past = new PastEvent(json.At(), Values.ReadRecord(ref json));
        json.CloseList();
        return past;
    }

    private static void Write(Utf8JsonWriter json, string owner, EndedRun run)
    {
        json.WriteStartArray();
        Runs.WriteId(json, owner, run.Journey, run.Id);
        json.WriteNumberValue(run.Version);
        json.WriteStringValue(run.Key);
        json.At(run.EnteredAt);
        json.At(run.TriggeredAt);
        json.At(run.KeepUntil);
        json.List(run.OpenGoals, static (json, goal) => json.WriteStringValue(goal));
        Values.Write(json, run.Entry);
        Values.Write(json, run.Input);
        Values.Write(json, run.Locals);
        json.WriteEndArray();
    }

    private static EndedRun ReadEnded(ref JsonIn json)
    {
        json.OpenList();
        var (journey, id) = Runs.ReadId(ref json);
        var run = new EndedRun(
            id,
            journey,
            json.Integer(),
            json.Text(),
            json.At(),
            json.At(),
            json.At(),
            json.List(static (ref json) => json.Word()),
            Values.ReadRecord(ref json),
            Values.ReadRecord(ref json),
            Values.ReadRecord(ref json));
        json.CloseList();
        return run;
    }

    private static void Write(Utf8JsonWriter json, string owner, SentMessage message)
    {
        json.WriteStartArray();
        Runs.WriteId(json, owner, message.Journey, message.Run);
        json.WriteStringValue(message.SendKey);
        json.At(message.At);
        json.WriteNumberValue(message.Version);
        json.WriteStringValue(message.Step);
        json.WriteNumberValue(message.Visit);
        json.Name(message.Channel);
        json.WriteStringValue(message.Template);
        json.WriteStringValue(message.Policy);
        json.WriteStringValue(message.Name);
        json.WriteBooleanValue(message.Counts);
        json.WriteEndArray();
    }

    private static SentMessage ReadMessage(ref JsonIn json)
    {
        json.OpenList();
        var (journey, run) = Runs.ReadId(ref json);
        var message = new SentMessage(
            json.Text(),
            json.At(),
            run,
            journey,
            json.Integer(),
            json.Word(),
            json.Integer(),
            json.Name<Channel>(),
            json.Word(),
            json.Word(),
            json.OptionalWord(),
            json.Flag());
        json.CloseList();
        return message;
    }

    private static void Write(Utf8JsonWriter json, PlannedEntry planned)
    {
        json.WriteStartArray();
        json.WriteStringValue(planned.Journey);
        json.WriteNumberValue(planned.Trigger);
        json.At(planned.At);
        json.WriteEndArray();
    }

    private static PlannedEntry ReadPlanned(ref JsonIn json)
    {
        json.OpenList();
        var planned = new PlannedEntry(json.Word(), json.Integer(), json.At());
        json.CloseList();
        return planned;
    }
}
