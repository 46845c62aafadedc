using System.Text.Json;
using NodaTime.Text;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>The fields of a line of `messages.jsonl`, in their order: of a backtest and of the outbox alike.</summary>
public static class MessageLine
{
    public static void Write(Utf8JsonWriter json, MessageRecord message)
    {
        json.WriteString("send_key", message.SendKey);
        json.WriteString("at", InstantPattern.ExtendedIso.Format(message.At));
        json.WriteString("customer", message.Customer);
        json.WriteString("journey", message.Journey);
        json.WriteNumber("version", message.Version);
        json.WriteString("step", message.Step);
        json.WriteString("channel", ChannelNames.Of(message.Channel));
        json.WriteString("template", message.Template);
        json.WriteString("purpose", message.Purpose);
        json.WriteString("status", message.Status.ToString().ToLowerInvariant());
        json.WriteString("reason", message.Reason);
        json.WriteString("arm", message.Arm);
        json.WriteString("run", message.Run);
    }
}
