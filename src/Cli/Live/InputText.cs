using System.Diagnostics;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Cli.Live;

/// <summary>What an input is, in few words; personal values only when asked for.</summary>
internal static class InputText
{
    /// <summary>Null when the bytes are none.</summary>
    public static Input? Read(ReadOnlySpan<byte> input)
    {
        try
        {
            return InputCodec.Decode(input);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static string Of(ReadOnlySpan<byte> input) => Read(input) switch
    {
        null => "not readable",
        Events { Items: [var only] } => $"{only.Type} {only.Id}",
        Events events => $"{events.Items.Length} events from {events.Items[0].Type} {events.Items[0].Id}",
        Due => "timer",
        Outcome outcome => $"{outcome.Kind.ToString().ToLowerInvariant()} {outcome.SendKey}",
        Answer answer => $"answer {answer.CallKey}",
        Attributes attributes => $"profile {string.Join(", ", attributes.Changes.Fields.Keys)}",
        ConsentChanged consent => $"{ChannelNames.Of(consent.Channel)} for {consent.Purpose} {(consent.Granted ? "granted" : "withdrawn")}",
        FactsChanged facts => $"facts {facts.Name}",
        Erase => "erase",
        _ => throw new UnreachableException(),
    };

    /// <summary>The fields of its events or of the profile, a line each.</summary>
    public static IEnumerable<string> Fields(ReadOnlySpan<byte> input, Workspace workspace, bool personal)
    {
        var zone = workspace.Settings.Zone;
        return Read(input) switch
        {
            Events events => events.Items.SelectMany(e => Shown(e.Data, f => workspace.Event(e.Type)?.Find(f) is not { Personal: false })
                .Prepend($"{e.Type} {e.Id} of {TimelineText.Minute(LocalTimes.ToLocal(e.At, zone))}{(e.Source.Length > 0 ? $", source {e.Source}" : "")}")),
            Attributes attributes => Shown(attributes.Changes, f => CustomerJson.IsPersonal(workspace, f)),
            Answer { Fields: { } fields } => Shown(fields, _ => true),
            _ => [],
        };

        IEnumerable<string> Shown(RecordValue record, Func<string, bool> isPersonal) =>
            record.Fields.Select(f => $"  {f.Key} = {(isPersonal(f.Key) && !personal ? CustomerJson.Masked : PrintedValue.Of(f.Value, zone))}");
    }
}
