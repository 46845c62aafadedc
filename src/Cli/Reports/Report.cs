using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Cli.Reports;

/// <summary>
/// What a run is told as, on the terminal and on the page. Nothing in it depends on the machine or the hour, so the
/// same run gives the same page.
/// </summary>
internal sealed record Report(
    string Title,
    ImmutableArray<string> Notices,
    string Data,
    Workspace Workspace,
    BacktestResult Result,
    Instant From,
    Instant To,
    ImmutableArray<PersonTimeline> Timelines)
{
    /// <summary>A word for every place where figures stand, when people or reactions were not recorded.</summary>
    public string? Mark { get; init; }

    /// <summary>Nothing of it was recorded: not even the events.</summary>
    public bool Simulated { get; init; }

    /// <summary>Pictures of the journeys, by name.</summary>
    public ImmutableSortedDictionary<string, string> Graphs { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The files behind the workspace.</summary>
    public required ImmutableArray<SourceText> Sources { get; init; }

    public string? Footnote { get; init; }

    /// <summary>Journeys nobody entered stay in the table: that is an answer too.</summary>
    public ImmutableArray<JourneySummary> Journeys => Result.Journeys;

    public int Sent => Journeys.Sum(j => j.Messages.Values.Sum());

    public int Skipped => Journeys.Sum(j => j.Skipped.Values.Sum());

    public string Period => string.Create(CultureInfo.InvariantCulture, $"{Day(From)} to {Day(To - Duration.FromTicks(1))}");

    /// <summary>Goals of a journey with how often they followed and within what time.</summary>
    public IEnumerable<(string Goal, int Count, string Within)> Followed(JourneySummary journey)
    {
        var declared = Workspace.Journey(journey.Journey)?.Goals ?? [];
        return declared.Select(goal => (
            goal.Name,
            journey.Goals.GetValueOrDefault(goal.Name),
            goal.Event.Within is { } time ? $"within {Length(time)}" : "during the run"));
    }

    /// <summary>What is written at a place; null where the text is not of this workspace.</summary>
    public string? LineAt(Place place) => Sources.FirstOrDefault(s => s.Path == place.Path)?.LineText(place.Line).Trim();

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Share(long part, long whole) =>
        whole == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.#} %");

    private static string Day(Instant at) => at.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Length(Duration time) => time.TotalDays >= 1 && time == Duration.FromDays(time.Days)
        ? $"{time.Days} day{(time.Days == 1 ? "" : "s")}"
        : CalendarDuration.OfExact(time).ToString();
}

/// <summary>One customer's story: who it is, and what happened.</summary>
internal sealed record PersonTimeline(string Customer, string Who, ImmutableArray<TimelineEntry> Lines);
