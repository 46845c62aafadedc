using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>
/// The body of a journal row as bytes: entry, place and event. What columns hold (sequence, customer, decision) is not in
/// it, and of an event only what its entry does not say. Bytes that are none are a <see cref="FormatException"/>.
/// </summary>
public static class JournalCodec
{
    private static readonly StoredFormat _format = new("journal row");

    public static byte[] Encode(JournalRow row) => _format.Encode(row, Write);

    public static JournalRow Decode(long sequence, string customer, long decision, ReadOnlySpan<byte> body) =>
        _format.Decode(body, Read) with { Sequence = sequence, Customer = customer, Decision = decision };

    private static void Write(Utf8JsonWriter json, JournalRow row)
    {
        Entries.Write(json, row.Entry);
        if (row.Place is { } place)
        {
            json.WriteStringValue(place.Path);
            json.WriteNumberValue(place.Line);
            json.WriteNumberValue(place.Column);
        }

        if (row.Event is { } @event)
        {
            if (row.Entry is not EventApplied applied || !Tells(applied, @event))
            {
                throw new ArgumentException("a journal row carries the event that its entry tells of, and no other", nameof(row));
            }

            json.WriteStartArray();
            json.At(@event.ArrivedAt);
            Values.Write(json, @event.Data);
            json.WriteBooleanValue(@event.IsHistory);
            json.WriteEndArray();
        }
    }

    private static JournalRow Read(ref JsonIn json)
    {
        var entry = Entries.Read(ref json);
        var place = json.Token == JsonTokenType.String ? new Place(json.Word(), json.Integer(), json.Integer()) : null;
        return new JournalRow(0, "", 0, entry, place, json.IsAtEnd ? null : ReadEvent(ref json, entry));
    }

    private static CustomerEvent ReadEvent(ref JsonIn json, JournalEntry entry)
    {
        if (entry is not EventApplied applied)
        {
            throw json.Unexpected();
        }

        json.OpenList();
        var @event = new CustomerEvent(
            applied.Source, applied.Id, applied.Type, applied.HappenedAt, json.At(), Values.ReadRecord(ref json), json.Flag());
        json.CloseList();
        return @event;
    }

    private static bool Tells(EventApplied entry, CustomerEvent @event) =>
        entry.Source == @event.Source && entry.Id == @event.Id && entry.Type == @event.Type && entry.HappenedAt == @event.At;
}
