using System.Globalization;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Cli.Reports;

internal enum TimelineKind
{
    Event,
    Entry,
    Message,
    Held,
    Skipped,
    Way,
    Goal,
    Exit,
    Other,
}

/// <summary>One line of a customer's timeline, in words, at the time of their own clock, with the place in the text that decided it.</summary>
internal sealed record TimelineEntry(LocalDateTime At, TimelineKind Kind, string Journey, string Text, Location? Location);

/// <summary>Turns journal entries into words. What only the machine needs to know is left out.</summary>
internal static class TimelineText
{
    /// <param name="zone">The customer's: what the rules say about the time of day can be read off.</param>
    /// <param name="describe">More about an event than its type, by source and id; empty when nothing is known.</param>
    public static IEnumerable<TimelineEntry> Lines(IEnumerable<JournalEntry> journal, DateTimeZone zone, Func<EventApplied, string> describe) =>
        journal.Select(entry => Line(entry, zone, describe)).OfType<TimelineEntry>();

    private static TimelineEntry? Line(JournalEntry entry, DateTimeZone zone, Func<EventApplied, string> describe)
    {
        TimelineEntry Say(TimelineKind kind, string text) => new(LocalTimes.ToLocal(entry.At, zone), kind, entry is RunEntry run ? run.Journey : "", text, entry.Location);
        return entry switch
        {
            EventApplied e => Say(TimelineKind.Event, Joined(e.Type, describe(e), Fate(e))),
            SegmentChanged s => Say(TimelineKind.Other, s.Entered ? $"is now in segment {s.Segment}" : $"leaves segment {s.Segment}"),
            Entered e => Say(TimelineKind.Entry, e.Restarted ? $"starts over in {e.Journey}" : $"enters {e.Journey}"),
            MessageSent m => Say(TimelineKind.Message, $"{ChannelNames.Of(m.Channel)} {m.Template}"),
            MessageSkipped m => Say(TimelineKind.Skipped, $"{ChannelNames.Of(m.Channel)} {m.Template} not sent: {m.Reason}"),
            MessageHeld m => Say(TimelineKind.Held, $"{ChannelNames.Of(m.Channel)} {m.Template} held until {Minute(LocalTimes.ToLocal(m.Until, zone))}: {m.Reason}"),
            WayTaken w => Say(TimelineKind.Way, Way(w)),
            ArmAssigned a => Say(TimelineKind.Way, string.Create(CultureInfo.InvariantCulture, $"{a.Experiment}: arm {a.Arm} ({a.Probability:P0})")),
            OutcomeNoted { Kind: OutcomeKind.Accepted or OutcomeKind.Skipped or OutcomeKind.Answered } => null,
            OutcomeNoted o => Say(TimelineKind.Other, Joined(Lower(o.Kind), o.Reason is null ? "" : $"({o.Reason})")),
            FieldWritten f => Say(TimelineKind.Other, $"customer.{f.Field} = {f.Value}"),
            ConsentWithdrawn c => Say(TimelineKind.Other, $"consent {ChannelNames.Of(c.Channel)} for {c.Purpose} withdrawn"),
            EventRecorded e => Say(TimelineKind.Other, $"records {e.Event}"),
            WebhookCalled w => Say(TimelineKind.Other, $"calls {w.Webhook}"),
            GoalReached g => Say(TimelineKind.Goal, $"goal {g.Goal}"),
            Exited e => Say(TimelineKind.Exit, $"leaves {e.Journey}: {e.Reason}"),
            Incident i => Say(TimelineKind.Other, $"incident: {i.Reason}"),
            _ => null,
        };
    }

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

    public static string Minute(LocalDateTime at) => at.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Joined(params string[] parts) => string.Join(' ', parts.Where(p => p.Length > 0));

    private static string Lower<T>(T value)
        where T : struct, Enum => BacktestFiles.Lower(value);
}
