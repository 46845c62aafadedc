using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Cli.Reports;

/// <summary>Chooses whose timelines a run keeps, and tells ten of them.</summary>
internal static class Stories
{
    private const int Candidates = 400;
    private const int Told = 10;

    /// <summary>Customers spread over the whole, the same for the same history.</summary>
    public static ImmutableArray<string> Watch(ImmutableArray<HistoryEvent> events)
    {
        var keys = events.Select(e => e.Customer).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var every = Math.Max(1.0, (double)keys.Count / Candidates);
        return [.. Enumerable.Range(0, Math.Min(Candidates, keys.Count)).Select(i => keys[(int)(i * every)])];
    }

    public static ImmutableArray<PersonTimeline> Tell(
        BacktestResult result, Workspace workspace, ImmutableArray<HistoryEvent> events, IEnumerable<CustomerSeed> seeds, Func<CustomerSeed?, string> who)
    {
        var watched = result.Timelines.Select(t => t.Customer).ToHashSet(StringComparer.Ordinal);
        var described = new Dictionary<(string, string), string>();
        foreach (var (customer, recorded) in events)
        {
            if (watched.Contains(customer))
            {
                described[(recorded.Source, recorded.Id)] = EventText.Of(workspace.Event(recorded.Type), recorded, showPersonal: true);
            }
        }

        string More(EventApplied applied) => described.GetValueOrDefault((applied.Source, applied.Id), "");
        var known = seeds.Where(s => watched.Contains(s.Id)).ToDictionary(s => s.Id, StringComparer.Ordinal);
        return TimelinePicker.Pick(result.Timelines.Select(Story), Told);

        PersonTimeline Story(CustomerTimeline timeline)
        {
            var seed = known.GetValueOrDefault(timeline.Customer);
            var zone = CustomerScope.ZoneOf(workspace, new CustomerDocument(timeline.Customer) { Attributes = seed?.Attributes ?? RecordValue.Empty });
            return new PersonTimeline(timeline.Customer, $"{who(seed)} · {zone.Id} time", [.. Lines(timeline.Journal, zone)]);
        }

        IEnumerable<TimelineEntry> Lines(IEnumerable<Noted> journal, DateTimeZone zone) => journal
            .Select(noted => TimelineText.Line(noted.Entry, noted.Place, zone, More))
            .OfType<TimelineEntry>()
            .Where(line => line.Kind is not TimelineKind.Wait and not TimelineKind.Refused);
    }

    /// <summary>Who it is, in a few words, from what is known beforehand.</summary>
    public static string Who(CustomerSeed? seed)
    {
        if (seed is null)
        {
            return "";
        }

        string? Text(string field) => seed.Attributes[field] is TextValue text ? text.Value : null;
        var channels = seed.Consents.Where(c => c.Value.Granted).Select(c => ChannelNames.Of(c.Key.Channel)).Distinct(StringComparer.Ordinal).ToList();
        string?[] parts =
        [
            Text("first_name") ?? "no name",
            Text("email") is null ? "no e-mail address" : null,
            channels.Count == 0 ? "no consent" : $"consent: {string.Join(", ", channels)}",
        ];
        return string.Join(" · ", parts.Where(p => p is not null));
    }
}
