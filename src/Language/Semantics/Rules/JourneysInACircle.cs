using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Domains;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>Journeys that start each other in a circle, with nothing that ends it.</summary>
internal static class JourneysInACircle
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths)
    {
        var journeys = paths.Program.Journeys;
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var journey in journeys.Where(IsUnbounded))
        {
            if (!told.Contains(journey.Name) && Circle(paths, journey) is { } circle)
            {
                told.UnionWith(circle.Select(c => c.To.Name));
                var words = string.Join(", ", circle.Select(c => $"{c.From.Name} records {c.Event.Event}, which starts {c.To.Name}"));
                yield return JourneyDiagnostics.JourneysInACircle(circle[0].Event.Location, words, circle[^1].Event.Location);
            }
        }
    }

    private static List<Link>? Circle(WorkspacePaths paths, Journey start)
    {
        var ways = new Queue<List<Link>>(Links(paths, start).Select(l => new List<Link> { l }));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (ways.TryDequeue(out var way))
        {
            var reached = way[^1].To;
            if (reached.Name == start.Name)
            {
                return way;
            }

            if (seen.Add(reached.Name))
            {
                foreach (var next in Links(paths, reached))
                {
                    ways.Enqueue([.. way, next]);
                }
            }
        }

        return null;
    }

    private static IEnumerable<Link> Links(WorkspacePaths paths, Journey from) =>
        from record in @from.Steps.OfType<RecordEventStep>()
        where paths.Of(@from).Arrivals.ContainsKey(record.Id)
        from to in paths.Program.Journeys
        where IsUnbounded(to) && to.Triggers.OfType<EventTrigger>().Any(t => t.Event == record.Event && CanStart(paths, record, t))
        select new Link(@from, record, to);

    /// <summary>The values that the event is recorded with do not contradict what the trigger asks of it.</summary>
    private static bool CanStart(WorkspacePaths paths, RecordEventStep record, EventTrigger trigger)
    {
        var @event = new RootExpression(Root.Event, DataType.Unknown, null);
        var recorded = record.With.Where(w => w.Value is Constant).Select(w => new BinaryExpression(
            new MemberExpression(@event, w.Name, MemberKind.Field, w.Value.Type, false, null), BinaryOperator.Equal, w.Value, DataType.Boolean, false, null));
        return trigger.Where is not { } where
            || !Cases.All(recorded.Select(r => paths.Domains.Of(r, Truths.Yes))).And(paths.Domains.Of(where, Truths.Yes)).IsImpossible;
    }

    /// <summary>It may be entered again and again at once.</summary>
    private static bool IsUnbounded(Journey journey) => journey.Reentry.Kind is ReentryKind.AnyTime or ReentryKind.AfterExit;

    private sealed record Link(Journey From, RecordEventStep Event, Journey To);
}
