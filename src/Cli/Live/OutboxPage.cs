using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Templates;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Cli.Live;

/// <summary>One row of the outbox: what it says, and what became of it. Personal values only when asked for.</summary>
internal sealed class OutboxPage(Releases releases, OutboxEntry entry, bool personal)
{
    private const string Webhook = "webhook";

    private readonly OutboxRow _row = entry.Row;
    private readonly Workspace _workspace = releases.Find(entry.Row.Release) ?? releases.Current;

    /// <summary>`email hello`; a row whose customer was erased keeps its channel only.</summary>
    public static string What(OutboxRow row) => row.Body.IsEmpty ? $"{row.Lane} (erased)"
        : row.Lane == Webhook ? $"call {OutboxCodec.DecodeCall(row.Body.Span).Webhook}"
        : $"{row.Lane} {OutboxCodec.DecodeMessage(row.Body.Span).Template}";

    public void Write(CommandIo io)
    {
        var output = io.Output;
        output.WriteLine($"{What(_row)} to {_row.Customer}, decided {Minute(_row.At)}  {_row.Key}");
        output.WriteLine($"  {OutboxText.Status(entry, Minute)}");
        if (_row.NotAfter is { } end)
        {
            output.WriteLine($"  not after {Minute(end)}");
        }

        if (_row.Body.IsEmpty)
        {
            output.WriteLine("  its content was erased with its customer");
            return;
        }

        if (Call is { } call)
        {
            output.WriteLine($"  {call.Run}, step {call.Step}");
            output.WriteLine();
            foreach (var (name, value) in Masked(call.Values).Fields)
            {
                output.WriteLine($"{name} = {PrintedValue.Of(value, Zone)}");
            }
        }

        if (Message is { } message)
        {
            output.WriteLine($"  {message.Run}, version {message.Version}, step {message.Step}; for {message.Purpose}{(message.Policy.Length > 0 ? $", policy {message.Policy}" : "")}{(message.Arm is { } arm ? $", arm {arm}" : "")}");
            output.WriteLine();
            Write(output, message);
        }
    }

    /// <summary>A line of a list.</summary>
    public void WriteRow(Utf8JsonWriter json)
    {
        json.WriteNumber("sequence", entry.Sequence);
        json.WriteString("send_key", _row.Key);
        json.WriteMoment("at", _row.At);
        json.WriteString("customer", _row.Customer);
        json.WriteString("channel", _row.Lane);
        json.WriteString("template", Message?.Template);
        json.WriteString("webhook", Call?.Webhook);
        json.WriteString("journey", Message?.Journey);
        json.WriteString("run", Message?.Run ?? Call?.Run);
        json.WriteString("step", Message?.Step ?? Call?.Step);
        json.WriteString("purpose", _row.Purpose);
        json.WriteString("status", OutboxText.Name(entry.Status));
        json.WriteString("reason", entry.Reason);
        json.WriteNumber("tries", entry.Tries);
        json.WriteMoment("not_after", _row.NotAfter);
        json.WriteMoment("next_try_at", entry.NextTryAt);
        json.WriteMoment("finished_at", entry.FinishedAt);
    }

    public void Write(Utf8JsonWriter json)
    {
        WriteRow(json);
        if (Call is { } call)
        {
            json.WritePropertyName("values");
            ValueWriter.Write(json, Masked(call.Values));
        }

        if (Message is { } message && Rendered(message) is { } rendered)
        {
            json.WriteStartObject("message");
            foreach (var (name, text) in rendered.Parts)
            {
                json.WriteString(name, text);
            }

            json.WriteString("html", rendered.Html);
            json.WriteString("plain", rendered.Text);
            json.WriteEndObject();
        }
    }

    private DateTimeZone Zone => _workspace.Settings.Zone;

    private HandOver? Message => _row.Body.IsEmpty || _row.Lane == Webhook ? null : OutboxCodec.DecodeMessage(_row.Body.Span);

    private WebhookCall? Call => _row.Body.IsEmpty || _row.Lane != Webhook ? null : OutboxCodec.DecodeCall(_row.Body.Span);

    private void Write(TextWriter output, HandOver message)
    {
        if (Rendered(message) is not { } rendered)
        {
            output.WriteLine("Its release is not kept any more, so it can not be rendered.");
            return;
        }

        foreach (var (name, text) in rendered.Parts.Where(p => p.Key != "text").OrderBy(p => p.Key is not ("subject" or "title")))
        {
            output.WriteLine($"{name}: {text}");
        }

        output.WriteLine();
        output.WriteLine(rendered.Text.TrimEnd());
    }

    private RenderedMessage? Rendered(HandOver message) => _workspace.Template(message.Template) is { } template
        ? Renderer.Render(template, Masked(message.Values), message.At, Zone)
        : null;

    /// <summary>Values under `customer` as declared; what else was computed from them can not be told apart.</summary>
    private RecordValue Masked(RecordValue values)
    {
        if (personal || values["customer"] is not RecordValue customer)
        {
            return values;
        }

        return values.With("customer", new RecordValue(customer.Fields.ToImmutableSortedDictionary(
            f => f.Key, f => CustomerJson.IsPersonal(_workspace, f.Key) ? new TextValue(CustomerJson.Masked) : f.Value, StringComparer.Ordinal)));
    }

    private string Minute(Instant at) => TimelineText.Minute(LocalTimes.ToLocal(at, Zone));
}
