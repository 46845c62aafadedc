using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Cli.Reports;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Cli.Tests.Reports;

/// <summary>A report made by hand: two journeys over sixty days, with names that would break a careless page.</summary>
internal static class SampleReport
{
    private static readonly SourceText Source = new("welcome.journey", "journey welcome version 1:\n  flow:\n    send email hello # <b>&\n");
    private static readonly Location Line = new(Source, new Span(42, 10));
    private static readonly Instant Start = Instant.FromUtc(2010, 1, 1, 0, 0);

    public static Report Make()
    {
        var workspace = Workspace();
        var days = Enumerable.Range(0, 60).Select(i => new DayCounts(
            new LocalDate(2010, 1, 1).PlusDays(i), 40 + i, [new JourneyDay("welcome", i % 5, i % 3, i, i % 9), new JourneyDay("win_back", i / 20, 0, i / 9, 1)]));
        var messages = Enumerable.Range(0, 400).Select(i => new MessageRecord(
            $"key{i:000}", Start + Duration.FromHours(i * 3), $"{i % 50}", $"run{i % 90}", i % 3 == 0 ? "win_back" : "welcome", 1, "hello",
            i % 4 == 0 ? Channel.Push : Channel.Email, "hello", "marketing",
            i % 10 == 0 ? OutcomeKind.Skipped : OutcomeKind.Accepted, i % 10 == 0 ? "no consent" : null, null));
        var runs = Enumerable.Range(0, 90).Select(i => new RunRecord(
            $"run{i}", $"{i % 50}", i % 3 == 0 ? "win_back" : "welcome", 1, Start + Duration.FromHours(i), null, null, i % 2 == 0 ? ["second_order"] : [], i % 4));
        var result = new BacktestResult(
            [.. messages], [.. runs],
            [Summary("welcome", 60, "no consent <script>"), Summary("win_back", 30, "capped")],
            [], [.. days], [], [], [], 50, 4_000, 9_000);
        JournalEntry[] journal =
        [
            new EventApplied(Start, "till", "1", "order_placed", EventFate.Applied, Start),
            new Entered(Start, "run1", "welcome", 1, "", false, Line),
            new MessageSent(Start + Duration.FromHours(1), "run1", "welcome", 1, "s1", "key1", Channel.Email, "hello", "marketing", null, Line),
            new Exited(Start + Duration.FromHours(9), "run1", "welcome", 1, "finished", Line),
        ];
        var lines = journal.Select(e => TimelineText.Line(e, Place.Of(e.Location), DateTimeZone.Utc, _ => "")).OfType<TimelineEntry>();
        return new Report(
            "A year of orders <replayed>", ["Real: orders.", "Invented: people & consents."], "19,213 orders.", workspace, result,
            Start, Start + Duration.FromDays(60), [new PersonTimeline("17", "Ada & Bob, London", [.. lines])])
        {
            Sources = [Source],
            Graphs = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
                .Add("welcome", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><style>.box { fill: none; }</style><rect class=\"box\" width=\"10\" height=\"10\"/></svg>"),
        };
    }

    private static JourneySummary Summary(string name, int entered, string reason) => new(
        name, 1, entered, entered / 5,
        Counts((Channel.Email, entered * 2), (Channel.Push, entered / 3)),
        Texts((reason, 12), ("no address", 3)),
        Texts(("held", 2)),
        Texts(("finished", entered / 2), ("goal second_order", entered / 4)),
        Texts(("second_order", entered / 4)),
        Texts(("not eligible", 4)));

    private static ImmutableSortedDictionary<Channel, int> Counts(params (Channel, int)[] counts) =>
        counts.ToImmutableSortedDictionary(c => c.Item1, c => c.Item2);

    private static ImmutableSortedDictionary<string, int> Texts(params (string, int)[] counts) =>
        counts.ToImmutableSortedDictionary(c => c.Item1, c => c.Item2, StringComparer.Ordinal);

    private static Workspace Workspace()
    {
        var settings = new WorkspaceSettings("gift_shop", DateTimeZone.Utc, "GBP", null, Duration.FromHours(1), null, null);
        var goal = new Goal("second_order", new EventRef("order_placed", null, null, Duration.FromDays(60), Line), Line);
        Journey Named(string name) => new(
            name, 1, "Says thank you for the very first order, and gives two good reasons for a second one.", [], [], [], new Reentry(ReentryKind.Never, CalendarDuration.Zero),
            false, null, null, [], [goal], [], null, null, 50, [], null, [], [], Line);
        return new Workspace(settings, new RecordType(RecordKind.Customer, "customer", []), [], [], [], [], [], [], [], [], [], [], [], [Named("welcome"), Named("win_back")], [], []);
    }
}
