using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Runtime.Tests.Timeline;

public sealed class TimelineTextTests
{
    private static readonly Instant At = Instant.FromUtc(2025, 3, 3, 17, 0);
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly Location Line = new(new SourceText("shop/welcome.journey", "one\ntwo\n"), new Span(4, 3));

    public static TheoryData<JournalEntry, TimelineKind, string> Entries => new()
    {
        { new EventApplied(At, "till", "1", "order_placed", EventFate.Applied, At), TimelineKind.Event, "order_placed 17 GBP" },
        { new EventApplied(At, "till", "1", "order_placed", EventFate.Duplicate, At), TimelineKind.Event, "order_placed 17 GBP (duplicate)" },
        { new EventApplied(At, "till", "1", "order_placed", EventFate.Late, At), TimelineKind.Event, "order_placed 17 GBP (of 2025-03-03)" },
        { new SegmentChanged(At, "vip", true, Line), TimelineKind.Other, "is now in segment vip" },
        { new ProfileChanged(At, ["email", "tier"]), TimelineKind.Other, "customer.email, customer.tier changed" },
        { new ConsentNoted(At, Channel.Email, "marketing", true, "checkout", At), TimelineKind.Other, "consent email for marketing granted (checkout)" },
        { new NotEntered(At, "welcome", 1, "", "not eligible", Line), TimelineKind.Refused, "does not enter welcome: not eligible" },
        { new NotEntered(At, "welcome", 1, "", "not eligible", Line) { Because = "customer.age (17) >= 18" }, TimelineKind.Refused, "does not enter welcome: customer.age (17) >= 18" },
        { new Entered(At, "r", "welcome", 1, "", false, Line), TimelineKind.Entry, "enters welcome" },
        { new Entered(At, "r", "welcome", 1, "", true, Line), TimelineKind.Entry, "starts over in welcome" },
        { new Paused(At, "r", "welcome", 1, "s", At + Duration.FromHours(1), "wait", Line), TimelineKind.Wait, "waits until 2025-03-03 19:00" },
        { new Paused(At, "r", "welcome", 1, "s", At + Duration.FromHours(1), "wait up to", Line), TimelineKind.Wait, "waits for something to happen, until 2025-03-03 19:00" },
        { new Paused(At, "r", "welcome", 1, "s", At + Duration.FromHours(1), "needs a click", Line), TimelineKind.Wait, "waits (needs a click) until 2025-03-03 19:00" },
        { new Paused(At, "r", "welcome", 1, "s", null, "run journey other", Line), TimelineKind.Wait, "waits: run journey other" },
        { new MessageSent(At, "r", "welcome", 1, "s", "k", Channel.Email, "hello", "marketing", null, Line), TimelineKind.Message, "email hello" },
        { new MessageSkipped(At, "r", "welcome", 1, "s", "k", Channel.Push, "hello", "marketing", "no consent", Line), TimelineKind.Skipped, "push hello not sent: no consent" },
        { new MessageHeld(At, "r", "welcome", 1, "s", Channel.Email, "hello", At + Duration.FromHours(14), "quiet hours", Line), TimelineKind.Held, "email hello held until 2025-03-04 08:00: quiet hours" },
        { new WayTaken(At, "r", "welcome", 1, "s", "otherwise", "customer.age (17) >= 18", Line), TimelineKind.Way, "customer.age (17) >= 18: otherwise" },
        { new WayTaken(At, "r", "welcome", 1, "s", "order_placed", "it came in time", Line), TimelineKind.Way, "order_placed came in time" },
        { new OutcomeNoted(At, "r", "welcome", 1, "k", OutcomeKind.Bounced, "mailbox full", Line), TimelineKind.Other, "bounced (mailbox full)" },
        { new GoalReached(At, "r", "welcome", 1, "second_order", At, Line), TimelineKind.Goal, "goal second_order" },
        { new Exited(At, "r", "welcome", 1, "finished", Line), TimelineKind.Exit, "leaves welcome: finished" },
        { new Incident(At, "r", "too many inputs", Line), TimelineKind.Incident, "incident: too many inputs" },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void Entry_IsSaidInWords_AtTheCustomersClock(JournalEntry entry, TimelineKind kind, string text)
    {
        var line = TimelineText.Line(entry, Place.Of(entry.Location), Berlin, _ => "17 GBP");

        Assert.Equal((kind, text), (line!.Kind, line.Text));
        Assert.Equal(new LocalDateTime(2025, 3, 3, 18, 0), line.At);
    }

    [Fact]
    public void Place_IsTheOneThatIsGiven_SinceAStoredEntryHasNone()
    {
        var stored = new Entered(At, "r", "welcome", 1, "", false, null);

        Assert.Equal("shop/welcome.journey:2", TimelineText.Line(stored, Place.Of(Line), Berlin, _ => "")!.Place!.ToString());
        Assert.Equal("welcome", TimelineText.Line(stored, null, Berlin, _ => "")!.Journey);
    }

    [Fact]
    public void WhatOnlyTheMachineNeeds_IsLeftOut() =>
        Assert.Null(TimelineText.Line(new OutcomeNoted(At, "r", "welcome", 1, "k", OutcomeKind.Accepted, null, Line), null, Berlin, _ => ""));
}
