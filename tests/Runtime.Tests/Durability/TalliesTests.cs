using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Runtime.Tests.Execution;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Durability;

public sealed class TalliesTests
{
    private static readonly Workspace _workspace = Written.Workspace("""
        segment buyers:
          count of bought in last 2 days > 0
        journey j version 1:
          enter on event began
            keyed by event.id
          when already inside restart
          eligible:
            customer.tier = "basic"
          goal order on event bought within 3 days
          exit on goal order
          flow:
            send email mail as first
            wait up to 1 day for event seen as it
            in parallel:
              branch one:
                wait 2 hours
              branch two:
                send push note
                wait 1 hour
        """);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Sum_OfAllChanges_IsWhatACountOfEverythingSays(int seed)
    {
        var store = new MemoryStore(new ManualTime(LiveEngine.Start));
        var processor = new BatchProcessor(store, new ReleaseSet(_workspace, []), new EngineOptions());
        var random = new Random(seed);
        var now = LiveEngine.Start;
        for (var i = 0; i < 300; i++)
        {
            now += Duration.FromMinutes(random.Next(120));
            var due = await store.DueAsync(now, 100, CancellationToken.None);
            var inputs = Enumerable.Range(0, random.Next(4))
                .Select(n => new CustomerInput($"c{random.Next(5)}", Anything(random, now, $"{i}/{n}"), now))
                .Concat(due.Select(d => new CustomerInput(d.Customer, new Due(), now)));
            Assert.Null((await processor.ProcessAsync([.. inputs], CancellationToken.None)).Failure);
        }

        var documents = (await store.PageAsync(null, 100, CancellationToken.None)).Select(r => DocumentCodec.Decode(r.Document.Span)).ToList();
        var journal = (await store.JournalAsync(0, int.MaxValue, CancellationToken.None)).Select(r => r.Entry).ToList();
        var sums = (await store.TalliesAsync(CancellationToken.None)).Where(t => t.Key.Kind is not TallyKind.Passed).ToDictionary();
        Assert.Equal(Recount(documents, journal).OrderBy(t => t.ToString()), sums.OrderBy(t => t.ToString()));
        Assert.True(sums.Keys.Select(k => k.Kind).Distinct().Count() >= 11);

        var passed = (await store.TalliesAsync(CancellationToken.None)).Where(t => t.Key.Kind is TallyKind.Passed).ToDictionary(t => t.Key.Name, t => t.Value);
        Assert.All(journal.OfType<Paused>().GroupBy(p => p.Step), p => Assert.Equal(p.Count(), passed[p.Key]));
    }

    private static Dictionary<TallyKey, long> Recount(List<CustomerDocument> documents, List<JournalEntry> journal)
    {
        var keys = documents.SelectMany(d => d.Runs).SelectMany(r => r.Threads.Select(t => new TallyKey(TallyKind.Standing, r.Journey, r.Version, t.Step)))
            .Concat(documents.SelectMany(d => d.Runs).Select(r => new TallyKey(TallyKind.Inside, r.Journey, r.Version, "")))
            .Concat(documents.SelectMany(d => d.Memberships.Keys).Select(s => new TallyKey(TallyKind.Members, "", 0, s)))
            .Concat(documents.Where(Tallies.IsSomebody).Select(_ => new TallyKey(TallyKind.Customers, "", 0, "")))
            .Concat(journal.Select(KeyOf).OfType<TallyKey>());
        return keys.GroupBy(k => k).ToDictionary(g => g.Key, g => (long)g.Count());
    }

    private static TallyKey? KeyOf(JournalEntry entry) => entry switch
    {
        EventApplied e => new(TallyKind.Events, "", 0, e.Fate.ToString().ToLowerInvariant()),
        NotEntered n => new(TallyKind.Refused, n.Journey, n.Version, n.Reason),
        Entered { Restarted: false } e => new(TallyKind.Entered, e.Journey, e.Version, ""),
        Exited e => new(TallyKind.Exited, e.Journey, e.Version, e.Reason),
        GoalReached g => new(TallyKind.Reached, g.Journey, g.Version, g.Goal),
        MessageSent m => new(TallyKind.Sent, m.Journey, m.Version, m.Step),
        MessageSkipped m => new(TallyKind.Skipped, m.Journey, m.Version, m.Reason),
        OutcomeNoted o => new(TallyKind.Outcomes, o.Journey, o.Version, o.Kind.ToString().ToLowerInvariant()),
        Incident => new(TallyKind.Incidents, "", 0, ""),
        _ => null,
    };

    private static Input Anything(Random random, Instant now, string id) => random.Next(20) switch
    {
        0 => new Erase(now),
        1 => new Attributes(RecordValue.Of(("email", new TextValue("ada@example.com")))),
        2 or 3 => new ConsentChanged(Channel.Email, "marketing", random.Next(3) > 0, now, "page"),
        4 => new Outcome("unknown", OutcomeKind.Opened, now),
        var other => new Events([new CustomerEvent(
            "test",
            random.Next(10) == 0 ? "again" : id,
            other < 12 ? "began" : other < 15 ? "bought" : "seen",
            now - Duration.FromMinutes(random.Next(90)),
            now,
            RecordValue.Of(Written.Id($"k{random.Next(3)}")))]),
    };
}
