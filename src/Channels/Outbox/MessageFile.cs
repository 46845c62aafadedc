using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;
using Personalization.Journeys.Channels.Email;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Templates;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Channels.Outbox;

/// <summary>From what an outbox row carries to the bytes of its file.</summary>
internal static class MessageFile
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>Null when the payload was deleted, or is none.</summary>
    public static HandOver? Read(OutboxRow row)
    {
        try
        {
            return row.Body.IsEmpty ? null : OutboxCodec.DecodeMessage(row.Body.Span);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static MimeMessage Mail(HandOver message, RenderedMessage rendered, Mailbox from, Mailbox to) =>
        new(message.SendKey, message.At, from, to, rendered.Part("subject") ?? "", rendered.Text, rendered.Html)
        {
            Preview = rendered.Part("preview"),
            Headers = [new("X-Journey", $"{message.Journey}; version={message.Version}; step={message.Step}")],
        };

    public static byte[] Json(HandOver message, string customer, Template template, RenderedMessage rendered, ImmutableArray<string> addresses)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _options))
        {
            json.WriteStartObject();
            json.WriteString("send_key", message.SendKey);
            json.WriteString("at", InstantPattern.ExtendedIso.Format(message.At));
            json.WriteString("customer", customer);
            json.WriteString("journey", message.Journey);
            json.WriteNumber("version", message.Version);
            json.WriteString("step", message.Step);
            json.WriteString("template", message.Template);
            json.WriteString("purpose", message.Purpose);
            json.WriteStartObject("parts");
            foreach (var (name, text) in rendered.Parts)
            {
                json.WriteString(name, text);
            }

            json.WriteEndObject();
            json.WriteString("text", rendered.Text);
            Texts(json, "addresses", addresses);
            json.WriteString("slot", message.Slot);
            Texts(json, "choices", template.Choices);
            json.WriteString("language", message.Values["customer"] is RecordValue fields && fields["language"] is TextValue language ? language.Value : null);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
