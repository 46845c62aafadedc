using Personalization.Journeys.Language.Program;
using System.Globalization;
using NodaTime;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Tests.Execution;

/// <summary>A journal as a reader of a baseline wants it: local time, fact, line of text.</summary>
internal static class JournalText
{
    public static string Of(IEnumerable<JournalEntry> journal, DateTimeZone zone) =>
        string.Concat(journal.Select(entry => $"{Local(entry.At, zone)}  {Fact(entry, zone)}{Line(entry)}\n"));

    private static string Line(JournalEntry entry) => entry.Location is { } location ? $"  ({location.Line})" : "";

    private static string Fact(JournalEntry entry, DateTimeZone zone) => entry switch
    {
        EventApplied { Fate: EventFate.Applied } e => $"event {e.Type}",
        EventApplied e => $"event {e.Type} {e.Fate.ToString().ToLowerInvariant()}",
        SegmentChanged e => $"segment {e.Segment} {(e.Entered ? "entered" : "left")}",
        ProfileChanged e => $"profile {string.Join(", ", e.Fields)}",
        ConsentNoted e => $"consent {ChannelNames.Of(e.Channel)} for {e.Purpose} {(e.Granted ? "granted" : "withdrawn")}",
        NotEntered e => $"not entered {e.Journey}{Key(e.Key)}: {e.Reason}",
        Entered e => $"{(e.Restarted ? "restarts" : "enters")} {e.Journey} {e.Version}{Key(e.Key)}",
        Paused e => $"rests at {e.Step} ({e.Reason}){(e.Until is { } until ? $" until {Local(until, zone)}" : "")}",
        WayTaken e => $"{e.Step} -> {e.Way}: {e.Because}",
        ArmAssigned e => $"arm {e.Experiment}:{e.Arm} {e.Probability.ToString("0.###", CultureInfo.InvariantCulture)}",
        MessageSent e => $"{ChannelNames.Of(e.Channel)} {e.Template}",
        MessageSkipped e => $"{ChannelNames.Of(e.Channel)} {e.Template} skipped: {e.Reason}",
        MessageHeld e => $"{ChannelNames.Of(e.Channel)} {e.Template} held until {Local(e.Until, zone)}: {e.Reason}",
        OutcomeNoted e => $"{(e.Run.Length == 0 ? "unknown message " : "")}{e.Kind.ToString().ToLowerInvariant()}{(e.Reason is null ? "" : $": {e.Reason}")}",
        ValueMade e => $"let {e.Name} = {e.Value}",
        FieldWritten e => $"customer.{e.Field} = {e.Value}",
        ConsentWithdrawn e => $"withdraws {ChannelNames.Of(e.Channel)} for {e.Purpose}",
        EventRecorded e => $"records {e.Event}",
        WebhookCalled e => $"calls {e.Webhook}",
        GoalReached e => $"goal {e.Goal} of {e.Journey}",
        Exited e => $"exits {e.Journey}: {e.Reason}",
        Incident e => $"INCIDENT {e.Reason}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Key(string key) => key.Length == 0 ? "" : $" [{key}]";

    private static string Local(Instant at, DateTimeZone zone) => at.InZone(zone).LocalDateTime.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
