using System.Collections.Immutable;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// What a decision changes in the counts that pages show, so that no page ever asks all documents. Fates and kinds of
/// outcomes are named in small letters; events, members, customers and incidents belong to no journey.
/// </summary>
public static class Tallies
{
    public static IEnumerable<TallyChange> Of(CustomerDocument before, Decision decision)
    {
        var after = decision.Customer;
        return Whole(IsSomebody(after) ? 1 : 0, TallyKind.Customers)
            .Concat(Whole(IsSomebody(before) ? -1 : 0, TallyKind.Customers))
            .Concat(OfRuns(before, after))
            .Concat(OfSegments(before, after))
            .Concat(decision.Journal.SelectMany(Of))
            .Concat(decision.Steps.Select(s => new TallyChange(new(TallyKind.Passed, s.Journey, s.Version, s.Step), 1)));
    }

    public static IEnumerable<TallyChange> Of(JournalEntry entry) => entry switch
    {
        EventApplied e => Whole(1, TallyKind.Events, Lower(e.Fate)),
        NotEntered n => [new(new(TallyKind.Refused, n.Journey, n.Version, n.Reason), 1)],
        Entered { Restarted: false } e => OfRun(TallyKind.Entered, e),
        Exited e => OfRun(TallyKind.Exited, e, e.Reason),
        GoalReached g => OfRun(TallyKind.Reached, g, g.Goal),
        MessageSent m => OfRun(TallyKind.Sent, m, m.Step),
        MessageSkipped m => OfRun(TallyKind.Skipped, m, m.Reason),
        OutcomeNoted o => OfRun(TallyKind.Outcomes, o, Lower(o.Kind)),
        Incident => Whole(1, TallyKind.Incidents),
        _ => [],
    };

    /// <summary>One change a key, those that cancel each other left out, in the order the keys came up.</summary>
    public static ImmutableArray<TallyChange> Sum(IEnumerable<TallyChange> changes)
    {
        var sums = new OrderedDictionary<TallyKey, long>();
        foreach (var (key, by) in changes)
        {
            sums[key] = sums.GetValueOrDefault(key) + by;
        }

        return [.. sums.Where(s => s.Value != 0).Select(s => new TallyChange(s.Key, s.Value))];
    }

    /// <summary>Whoever was erased and has not come back is nobody.</summary>
    public static bool IsSomebody(CustomerDocument document) =>
        document.Version > 0
        && (document.ErasedAt is null || document is not { EventIds.IsEmpty: true, Consents.IsEmpty: true, Attributes.Fields.IsEmpty: true });

    private static IEnumerable<TallyChange> OfRuns(CustomerDocument before, CustomerDocument after) => before.Runs == after.Runs
        ? []
        : after.Runs.SelectMany(r => OfRun(r, 1)).Concat(before.Runs.SelectMany(r => OfRun(r, -1)));

    private static IEnumerable<TallyChange> OfRun(Run run, long by) => run.Threads
        .Select(t => new TallyChange(new(TallyKind.Standing, run.Journey, run.Version, t.Step), by))
        .Prepend(new TallyChange(new(TallyKind.Inside, run.Journey, run.Version, ""), by));

    private static IEnumerable<TallyChange> OfSegments(CustomerDocument before, CustomerDocument after) =>
        ReferenceEquals(before.Memberships, after.Memberships)
            ? []
            : after.Memberships.Keys.SelectMany(s => Whole(1, TallyKind.Members, s))
                .Concat(before.Memberships.Keys.SelectMany(s => Whole(-1, TallyKind.Members, s)));

    private static TallyChange[] OfRun(TallyKind kind, RunEntry entry, string name = "") => [new(new(kind, entry.Journey, entry.Version, name), 1)];

    private static TallyChange[] Whole(long by, TallyKind kind, string name = "") => by == 0 ? [] : [new(new(kind, "", 0, name), by)];

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
