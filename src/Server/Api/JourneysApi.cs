using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Server.Security;

namespace Personalization.Journeys.Server.Api;

/// <summary>What runs, and how many are where. The counts are kept with each commit; nothing is counted when asked.</summary>
internal sealed class JourneysApi(ReleaseSet releases, IHistory history)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/journeys", (JourneysApi api, CancellationToken stop) => api.ListAsync(stop))
            .Needs(Scope.JourneysRead).WithName("GetJourneys").WithSummary("The journeys of the newest release, and the older versions somebody is inside.").Answers<JourneyList>();
        routes.MapGet("/v1/journeys/{name}", (string name, JourneysApi api, CancellationToken stop) => api.GetAsync(name, stop))
            .Needs(Scope.JourneysRead).WithName("GetJourney").WithSummary("One journey with the counts of each step.").Answers<JourneyDetail>();
    }

    private async Task<IResult> ListAsync(CancellationToken cancellation)
    {
        var counts = Counts.Of(await history.TalliesAsync(cancellation));
        var journeys = releases.Current.Journeys.Concat(releases.Release.Older.SelectMany(w => w.Journeys))
            .DistinctBy(j => (j.Name, j.Version))
            .Where(j => releases.Current.Journey(j.Name)?.Version == j.Version || counts.Number(TallyKind.Inside, j) > 0)
            .OrderBy(j => j.Name, StringComparer.Ordinal)
            .ThenByDescending(j => j.Version);
        return Results.Json(new JourneyList(releases.Current.Hash, [.. journeys.Select(j => Summary(j, counts))]), ApiProblem.Json);
    }

    private async Task<IResult> GetAsync(string name, CancellationToken cancellation)
    {
        if (releases.Current.Journey(name) is not { } journey)
        {
            return CustomerAnswers.Unknown("journey", name, releases.Current.Journeys.Select(j => j.Name));
        }

        var counts = Counts.Of(await history.TalliesAsync(cancellation));
        var steps = journey.Steps.Select(s => new StepCounts(
            s.Id, s.Location.Path, s.Location.Line,
            counts.Number(TallyKind.Standing, journey, s.Id), counts.Number(TallyKind.Passed, journey, s.Id), counts.Number(TallyKind.Sent, journey, s.Id)));
        return Results.Json(
            new JourneyDetail(
                Summary(journey, counts), [.. steps], counts.Named(TallyKind.Exited, journey), counts.Named(TallyKind.Reached, journey),
                counts.Named(TallyKind.Skipped, journey), counts.Named(TallyKind.Refused, journey), counts.Named(TallyKind.Outcomes, journey)),
            ApiProblem.Json);
    }

    private static JourneySummary Summary(Journey journey, Counts counts) => new(
        journey.Name, journey.Version, journey.Documentation, journey.Location.Path, journey.Location.Line,
        counts.Number(TallyKind.Inside, journey), counts.Number(TallyKind.Entered, journey),
        counts.All(TallyKind.Exited, journey), counts.All(TallyKind.Sent, journey));

    private sealed class Counts
    {
        private readonly Dictionary<TallyKey, long> _all;

        private Counts(Dictionary<TallyKey, long> all) => _all = all;

        public static Counts Of(IReadOnlyList<KeyValuePair<TallyKey, long>> tallies) => new(new Dictionary<TallyKey, long>(tallies));

        public long Number(TallyKind kind, Journey journey, string name = "") => _all.GetValueOrDefault(new TallyKey(kind, journey.Name, journey.Version, name));

        public long All(TallyKind kind, Journey journey) => Named(kind, journey).Values.Sum();

        public ImmutableSortedDictionary<string, long> Named(TallyKind kind, Journey journey) => _all
            .Where(t => t.Key.Kind == kind && t.Key.Journey == journey.Name && t.Key.Version == journey.Version && t.Value != 0)
            .ToImmutableSortedDictionary(t => t.Key.Name, t => t.Value, StringComparer.Ordinal);
    }
}

/// <param name="Release">The hash of the newest text.</param>
internal sealed record JourneyList(string Release, ImmutableArray<JourneySummary> Journeys);

internal sealed record JourneySummary(
    string Name, int Version, string? Documentation, string File, int Line, long Inside, long Entered, long Ended, long MessagesSent);

internal sealed record JourneyDetail(
    JourneySummary Journey,
    ImmutableArray<StepCounts> Steps,
    IReadOnlyDictionary<string, long> Exits,
    IReadOnlyDictionary<string, long> Goals,
    IReadOnlyDictionary<string, long> Skipped,
    IReadOnlyDictionary<string, long> NotEntered,
    IReadOnlyDictionary<string, long> Outcomes);

/// <param name="Standing">Who rests there now.</param>
/// <param name="Passed">Who went on from there so far.</param>
internal sealed record StepCounts(string Step, string File, int Line, long Standing, long Passed, long Sent);
