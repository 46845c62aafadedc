using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Runtime.Tests.Simulation;

public sealed class BacktestTests
{
    private static readonly ImmutableArray<HistoryEvent> _history = BacktestWorld.History(60);
    private static readonly Lazy<BacktestResult> _whole = new(() => Backtest.Run(BacktestWorld.Request(_history)));

    [Fact]
    public void Run_MadeUpShop_ReachesEveryJourney()
    {
        Assert.Empty(_whole.Value.Incidents);
        Assert.All(_whole.Value.Journeys, journey => Assert.True(journey.Entered > 10 && journey.Messages.GetValueOrDefault(Channel.Email) > 10, journey.ToString()));
        Assert.Contains(_whole.Value.Runs, run => run is { Journey: "best", Exit: "segment champions left" });
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(9, 0)]
    [InlineData(10, 571)]
    [InlineData(17, 1439)]
    [InlineData(25, 720)]
    [InlineData(33, 1)]
    [InlineData(48, 0)]
    [InlineData(61, 900)]
    [InlineData(75, 480)]
    [InlineData(89, 1000)]
    public void Run_HistoryCutAtAnInstant_GivesTheSameBeforeIt(int days, int minutes)
    {
        var cut = BacktestWorld.From + Duration.FromDays(days) + Duration.FromMinutes(minutes);

        var part = Backtest.Run(BacktestWorld.Request([.. _history.Where(e => e.Event.At < cut)]));

        Assert.Equal(Before(_whole.Value, cut), Before(part, cut));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Run_AnyParallelismAndOrderOfCustomers_GivesTheSame(int parallelism)
    {
        var shuffled = _history.GroupBy(e => e.Customer).OrderByDescending(g => g.Key, StringComparer.Ordinal).SelectMany(g => g.Reverse());

        var again = Backtest.Run(BacktestWorld.Request([.. shuffled]) with { Parallelism = parallelism });

        Assert.Equal(Shown(_whole.Value), Shown(again));
    }

    [Fact]
    public void Run_SegmentsAtMidnight_AgreeWithTheDays()
    {
        var at = Instant.FromUtc(2024, 2, 10, 0, 0);

        var result = Backtest.Run(BacktestWorld.Request(_history) with { SegmentsAt = [at, BacktestWorld.To], KeepMembers = true });

        Assert.Equal(4, result.Snapshots.Length);
        foreach (var snapshot in result.Snapshots)
        {
            var ofTheDay = result.SegmentDays.Single(d => d.Day == new LocalDate(2024, 2, 9) && d.Segment == snapshot.Segment);
            Assert.True(snapshot.At != at || ofTheDay.Members == snapshot.Members, $"{ofTheDay} {snapshot}");
            Assert.Equal(snapshot.Members, snapshot.Keys.Length);
            Assert.True(snapshot.Members > 0, snapshot.ToString());
        }
    }

    [Fact]
    public void Run_TimeAlone_MovesMembersWithoutAnEvent()
    {
        var quiet = _whole.Value.SegmentDays.Where(d => d.Segment == "gone_quiet").ToList();

        Assert.True(quiet.Sum(d => d.Entered) > 20);
        Assert.True(quiet.Sum(d => d.EnteredWithoutEvent) > 0.8 * quiet.Sum(d => d.Entered));
        Assert.Equal(0, quiet.Sum(d => d.LeftWithoutEvent));
    }

    [Fact]
    public void Run_EventsBeforeTheBeginning_StartNothing()
    {
        var old = _history.Where(e => e.Event.At < BacktestWorld.From).ToImmutableArray();

        var result = Backtest.Run(BacktestWorld.Request(old) with { To = BacktestWorld.From + Duration.FromHours(1) });

        Assert.NotEmpty(old);
        Assert.Empty(result.Runs);
        Assert.Empty(result.Messages);
        Assert.Equal(old.Length, result.EventsApplied);
    }

    [Fact]
    public void Run_MembersFromBeforeTheBeginning_AreMetInSilence()
    {
        var begin = BacktestWorld.From + Duration.FromDays(40);
        var result = Backtest.Run(BacktestWorld.Request(_history) with { From = begin, SegmentsAt = [begin, begin + Duration.FromDays(1)] });

        var whole = Backtest.Run(BacktestWorld.Request(_history) with { SegmentsAt = [begin, begin + Duration.FromDays(1)] });
        Assert.Equal(whole.Snapshots.Skip(2).ToArray(), result.Snapshots.Skip(2).ToArray());
        Assert.True(result.Snapshots[2].Members > 0);
        Assert.DoesNotContain(result.Runs, run => run.EnteredAt == begin);
        Assert.NotEmpty(result.Runs);
    }

    [Fact]
    public void Run_CustomersWithoutConsent_GetNothing()
    {
        var result = Backtest.Run(BacktestWorld.Request(_history) with { AssumeReachable = false });

        Assert.DoesNotContain(result.Messages, m => m.Status == OutcomeKind.Accepted);
        Assert.Contains(result.Journeys, j => j.Skipped.ContainsKey("no consent"));
    }

    [Fact]
    public void Run_SeededCustomer_IsWhoTheSeedSays()
    {
        var consents = ImmutableSortedDictionary<ConsentKey, Consent>.Empty.Add(new(Channel.Email, "marketing"), new Consent(true, BacktestWorld.From, "form"));
        var seed = new CustomerSeed("7", RecordValue.Of(("email", new TextValue("seven@example.com"))), consents);

        var result = Backtest.Run(BacktestWorld.Request(_history) with { AssumeReachable = false, Customers = [seed], TimelinesOf = ["7", "nobody"] });

        Assert.All(result.Messages.Where(m => m.Status == OutcomeKind.Accepted), m => Assert.Equal("7", m.Customer));
        Assert.Contains(result.Messages, m => m.Status == OutcomeKind.Accepted);
        Assert.NotEmpty(Assert.Single(result.Timelines).Journal);
    }

    [Fact]
    public void Run_DaysAndSummary_AddUp()
    {
        var result = _whole.Value;

        foreach (var journey in result.Journeys)
        {
            var days = result.Days.Select(d => d.Journeys.Single(j => j.Journey == journey.Journey)).ToList();
            Assert.Equal(journey.Entered, days.Sum(d => d.Entered));
            Assert.Equal(journey.StillInside, days[^1].Inside);
            Assert.Equal(journey.Messages.Values.Sum(), days.Sum(d => d.Messages));
            Assert.Equal(journey.Entered - journey.StillInside, journey.Exits.Values.Sum());
        }

        Assert.Equal(_history.Count(e => e.Event.At >= BacktestWorld.From), result.Days.Sum(d => d.Events));
        Assert.Equal(91, result.Days.Length);
    }

    [Fact]
    public void Run_MessagesOfARun_AreCountedFromItsFirstDecisionOn()
    {
        var handedOver = _whole.Value.Messages.Where(m => m.Status == OutcomeKind.Accepted).ToLookup(m => m.Run, StringComparer.Ordinal);

        Assert.All(_whole.Value.Runs, run => Assert.Equal(handedOver[run.Run].Count(), run.Messages));
        Assert.Contains(_whole.Value.Runs, run => handedOver[run.Run].Any(m => m.At == run.EnteredAt));
    }

    private static string Before(BacktestResult result, Instant cut) => string.Join('\n', [
        .. result.Messages.Where(m => m.At < cut).Select(m => m.ToString()),
        .. result.Runs.Where(r => r.EndedAt < cut).Select(r => $"{r.Run} {r.EnteredAt} {r.EndedAt} {r.Exit}"),
    ]);

    private static string Shown(BacktestResult result) => string.Join('\n', [
        .. result.Messages.Select(m => m.ToString()),
        .. result.Runs.Select(r => (r with { Goals = [] }).ToString() + string.Join(',', r.Goals)),
        .. result.SegmentDays.Select(d => d.ToString()),
        .. result.Journeys.Select(j => $"{j.Journey} {j.Entered} {string.Join(',', j.NotEntered)} {string.Join(',', j.Held)} {string.Join(',', j.Skipped)}"),
    ]);
}
