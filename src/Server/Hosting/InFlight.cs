using System.Collections.Immutable;
using System.Globalization;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Server.Hosting;

/// <summary>What a new text would break for those who are inside a journey.</summary>
internal static class InFlight
{
    /// <param name="older">Releases that are kept, newest first.</param>
    public static ImmutableArray<string> Problems(Workspace current, ImmutableArray<Workspace> older, IReadOnlyDictionary<(string Journey, int Version), long> inside)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var ((name, version), people) in inside)
        {
            var then = older.Select(w => w.Journey(name)).FirstOrDefault(j => j?.Version == version);
            if (then is null)
            {
                continue;
            }

            var now = current.Journey(name);
            if (now?.Version == version && now.Hash != then.Hash)
            {
                problems.Add($"{Inside(people)} `{name}` version {version}, and its text changed: write `version {version + 1}` at {now.Location.Path}:{now.Location.Line}, and they finish on the text they know");
            }
            else if (now?.Version != version)
            {
                problems.AddRange(Missing(then, current).Select(m => $"{Inside(people)} `{name}` version {version}, which needs {m}: keep it until they are through"));
            }
        }

        return problems.ToImmutable();
    }

    private static IEnumerable<string> Missing(Journey journey, Workspace current)
    {
        var messages = journey.Steps.SelectMany(MessagesOf).ToList();
        var templates = messages.Select(m => m.Template).Where(t => current.Template(t) is null).Select(t => $"the template `{t}`");
        var policies = messages.Select(m => m.Policy).Append(journey.Policy).OfType<string>().Where(p => current.Policy(p) is null).Select(p => $"the policy `{p}`");
        var webhooks = journey.Steps.OfType<CallStep>().Where(s => current.Webhook(s.Webhook) is null).Select(s => $"the webhook `{s.Webhook}`");
        var journeys = journey.Steps.OfType<RunStep>().Where(s => current.Journey(s.Journey) is null).Select(s => $"the journey `{s.Journey}`");
        var events = journey.Steps.OfType<RecordEventStep>().Where(s => current.Event(s.Event) is null).Select(s => $"the event `{s.Event}`");
        var segments = journey.Exits.OfType<SegmentExit>().Where(e => current.Segment(e.Segment) is null).Select(e => $"the segment `{e.Segment}`");
        return templates.Concat(policies).Concat(webhooks).Concat(journeys).Concat(events).Concat(segments).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<Message> MessagesOf(Step step) => step switch
    {
        SendStep send => [send.Message],
        SendFirstStep first => first.Attempts,
        AskStep ask => [ask.Message],
        _ => [],
    };

    private static string Inside(long people) =>
        people == 1 ? "somebody is inside" : string.Create(CultureInfo.InvariantCulture, $"{people:N0} are inside");
}
