using System.Diagnostics;
using System.Text.Json;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>An input as bytes, for the inbox and for what is parked. Bytes that are none are a <see cref="FormatException"/>.</summary>
public static class InputCodec
{
    private static readonly StoredFormat _format = new("input");

    public static byte[] Encode(Input input) => _format.Encode(input, Write);

    public static Input Decode(ReadOnlySpan<byte> bytes) => _format.Decode(bytes, Read);

    private static void Write(Utf8JsonWriter json, Input input)
    {
        json.WriteStringValue(KindOf(input));
        switch (input)
        {
            case Events events:
                json.List(events.Items, Write);
                break;
            case Due:
                break;
            case Outcome outcome:
                json.WriteStringValue(outcome.SendKey);
                json.Name(outcome.Kind);
                json.At(outcome.At);
                json.WriteStringValue(outcome.Text);
                json.WriteStringValue(outcome.Reason);
                break;
            case Answer answer:
                json.WriteStringValue(answer.CallKey);
                Values.WriteOptional(json, answer.Fields);
                json.At(answer.At);
                json.WriteStringValue(answer.Reason);
                break;
            case Attributes attributes:
                Values.Write(json, attributes.Changes);
                if (attributes.At is { } told)
                {
                    json.At(told);
                }

                break;
            case ConsentChanged consent:
                json.Name(consent.Channel);
                json.WriteStringValue(consent.Purpose);
                json.WriteBooleanValue(consent.Granted);
                json.At(consent.At);
                json.WriteStringValue(consent.Source);
                break;
            case FactsChanged facts:
                json.WriteStringValue(facts.Name);
                json.WriteStringValue(facts.Version);
                break;
            case Upgrade upgrade:
                json.List(upgrade.Past, Write);
                break;
            case Erase erase:
                json.At(erase.At);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static string KindOf(Input input) => input switch
    {
        Events => "events",
        Due => "due",
        Outcome => "outcome",
        Answer => "answer",
        Attributes { At: not null } => "attributes told",
        Attributes => "attributes",
        ConsentChanged => "consent",
        FactsChanged => "facts",
        Upgrade => "upgrade",
        Erase => "erase",
        _ => throw new UnreachableException(),
    };

    private static Input Read(ref JsonIn json) => json.Word() switch
    {
        "events" => new Events(json.List(ReadEvent)),
        "due" => new Due(),
        "outcome" => new Outcome(json.Text(), json.Name<OutcomeKind>(), json.At(), json.OptionalText(), json.OptionalText()),
        "answer" => new Answer(json.Text(), Values.ReadOptional(ref json), json.At(), json.OptionalText()),
        "attributes" => new Attributes(Values.ReadRecord(ref json)),
        "attributes told" => new Attributes(Values.ReadRecord(ref json)) { At = json.At() },
        "consent" => new ConsentChanged(json.Name<Channel>(), json.Word(), json.Flag(), json.At(), json.Text()),
        "facts" => new FactsChanged(json.Word(), json.Text()),
        "upgrade" => new Upgrade(json.List(ReadEvent)),
        "erase" => new Erase(json.At()),
        _ => throw json.Unexpected(),
    };

    private static void Write(Utf8JsonWriter json, CustomerEvent item)
    {
        json.WriteStartArray();
        json.WriteStringValue(item.Source);
        json.WriteStringValue(item.Id);
        json.WriteStringValue(item.Type);
        json.At(item.At);
        json.At(item.ArrivedAt);
        Values.Write(json, item.Data);
        json.WriteBooleanValue(item.IsHistory);
        json.WriteEndArray();
    }

    private static CustomerEvent ReadEvent(ref JsonIn json)
    {
        json.OpenList();
        var item = new CustomerEvent(json.Word(), json.Text(), json.Word(), json.At(), json.At(), Values.ReadRecord(ref json), json.Flag());
        json.CloseList();
        return item;
    }
}
