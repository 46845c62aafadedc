using System.Globalization;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Timeline;

/// <summary>Turns journal entries into words: one way for reports, tools, API and pages. What only the machine needs to know is left out.</summary>
public static class TimelineText
{
    /// <summary>The line of one entry, or null when it tells a reader nothing.</summary>
    /// <param name="place">Where it was decided: <see cref="Place.Of"/> its location, or what a store kept of it.</param>
    /// <param name="zone">The customer's: what the rules say about the time of day can be read off.</param>
    /// <param name="describe">More about an event than its type; empty when nothing is known.</param>
    public static TimelineEntry? Line(JournalEntry entry, Place? place, DateTimeZone zone, Func<EventApplied, string> describe) =>
        Say(entry, zone, describe) is var (kind, text) ? new TimelineEntry(LocalTimes.ToLocal(entry.At, zone), kind, JourneyOf(entry), text, place, entry) : null;

    public static string Minute(LocalDateTime at) => at.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static (TimelineKind Kind, string Text)? Say(JournalEntry entry, DateTimeZone zone, Func<EventApplied, string> describe) => entry switch
    {
        EventApplied e => (TimelineKind.Event, Joined(e.Type, describe(e), Fate(e))),
        SegmentChanged s => (TimelineKind.Other, s.Entered ? $"is now in segment {s.Segment}" : $"leaves segment {s.Segment}"),
        ProfileChanged p => (TimelineKind.Other, $"{string.Join(", ", p.Fields.Select(f => $"customer.{f}"))} changed"),
        ConsentNoted c => (TimelineKind.Other, $"consent {ChannelNames.Of(c.Channel)} for {c.Purpose} {(c.Granted ? "granted" : "withdrawn")} ({c.Source}{Given(c, zone)})"),
        NotEntered n => (TimelineKind.Refused, $"does not enter {n.Journey}: {n.Because ?? n.Reason}"),
        Entered e => (TimelineKind.Entry, e.Restarted ? $"starts over in {e.Journey}" : $"enters {e.Journey}"),
        Paused { Until: { } until } p => (TimelineKind.Wait, $"{Waits(p.Reason)} until {Local(until, zone)}"),
        Paused p => (TimelineKind.Wait, $"waits: {p.Reason}"),
        MessageSent m => (TimelineKind.Message, $"{ChannelNames.Of(m.Channel)} {m.Template}"),
        MessageSkipped m => (TimelineKind.Skipped, $"{ChannelNames.Of(m.Channel)} {m.Template} not sent: {m.Reason}"),
        MessageHeld m => (TimelineKind.Held, $"{ChannelNames.Of(m.Channel)} {m.Template} held until {Local(m.Until, zone)}: {m.Reason}"),
        WayTaken w => (TimelineKind.Way, Way(w)),
        ArmAssigned a => (TimelineKind.Way, string.Create(CultureInfo.InvariantCulture, $"{a.Experiment}: arm {a.Arm} ({a.Probability:P0})")),
        OutcomeNoted { Kind: OutcomeKind.Accepted or OutcomeKind.Skipped or OutcomeKind.Answered } => null,
        OutcomeNoted o => (TimelineKind.Other, Joined(Lower(o.Kind), o.Reason is null ? "" : $"({o.Reason})")),
        FieldWritten f => (TimelineKind.Other, $"customer.{f.Field} = {f.Value}"),
        ConsentWithdrawn c => (TimelineKind.Other, $"consent {ChannelNames.Of(c.Channel)} for {c.Purpose} withdrawn"),
        EventRecorded e => (TimelineKind.Other, $"records {e.Event}"),
        WebhookCalled w => (TimelineKind.Other, $"calls {w.Webhook}"),
        GoalReached g => (TimelineKind.Goal, $"goal {g.Goal}"),
        Exited e => (TimelineKind.Exit, $"leaves {e.Journey}: {e.Reason}"),
        Incident i => (TimelineKind.Incident, $"incident: {i.Reason}"),
        _ => null,
    };

    private static string Waits(string reason) => reason switch
    {
        "wait" or "wait until" => "waits",
        "wait up to" => "waits for something to happen,",
        "ask" => "waits for an answer",
        _ => $"waits ({reason})",
    };

    private static string JourneyOf(JournalEntry entry) => entry switch
    {
        RunEntry run => run.Journey,
        NotEntered refused => refused.Journey,
        _ => "",
    };

    private static string Fate(EventApplied applied) => applied.Fate switch
    {
        EventFate.Applied => "",
        EventFate.Late => $"(of {applied.HappenedAt.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)})",
        _ => $"({Lower(applied.Fate)})",
    };

    /// <summary>The reason first, then the way it led to, without saying either twice.</summary>
    private static string Way(WayTaken taken) => taken.Because switch
    {
        "" => taken.Way,
        "nothing came in time" => taken.Because,
        "no answer" => "no answer in time",
        "it came in time" => $"{taken.Way} came in time",
        "it was answered" => $"answered: {taken.Way}",
        "it reached" => $"{taken.Way} reached them",
        var because when because.EndsWith($": {taken.Way}", StringComparison.Ordinal) => because,
        var because => $"{because}: {taken.Way}",
    };

    /// <summary>A word that comes late may not be the one that counts.</summary>
    private static string Given(ConsentNoted consent, DateTimeZone zone) =>
        consent.GivenAt < consent.At - Duration.FromMinutes(1) && consent.GivenAt > LocalTimes.Earliest ? $", given {Local(consent.GivenAt, zone)}" : "";

    private static string Local(Instant at, DateTimeZone zone) => Minute(LocalTimes.ToLocal(at, zone));

    private static string Joined(params string[] parts) => string.Join(' ', parts.Where(p => p.Length > 0));

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);
}
