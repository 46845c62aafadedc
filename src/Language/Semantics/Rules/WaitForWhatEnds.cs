using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A wait for an event that ends the run by itself before the wait could see it.</summary>
internal static class WaitForWhatEnds
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        from wait in journey.Steps.OfType<WaitForStep>()
        where paths.Of(journey).Arrivals.ContainsKey(wait.Id)
        from @case in wait.Cases
        from awaited in JourneyParts.Maybe(@case.Event)
        let found = OfCase(paths, journey, wait, awaited)
        where found is not null
        select found;

    private static Diagnostic? OfCase(WorkspacePaths paths, Journey journey, WaitForStep wait, EventRef awaited)
    {
        var latest = paths.Of(journey).Latest(wait.Id) + wait.Limit;
        foreach (var exit in journey.Exits)
        {
            var (ends, place) = exit switch
            {
                EventExit e => (e.Event, (Location?)null),
                GoalExit g when journey.Goals.FirstOrDefault(o => o.Name == g.Goal) is { } goal => (goal.Event, goal.Location),
                _ => (null, null),
            };
            if (ends is not null && ends.Event == awaited.Event && Covers(ends.Where, awaited.Where) && (ends.Within is null || latest <= ends.Within))
            {
                return JourneyDiagnostics.EndsBeforeItSees(
                    EventPlace(awaited),
                    awaited.Event,
                    exit.Location,
                    place,
                    latest is { } l ? Words.Of(l) : null,
                    ends.Within is { } within ? Words.Of(within) : null,
                    wait.Cases.Length == 1 ? LengthText.Of(wait.Limit) : null);
            }
        }

        return null;
    }

    /// <summary>Every event the wait would take also ends the run.</summary>
    private static bool Covers(Expression? ends, Expression? awaited)
    {
        var given = Conjuncts(awaited).Select(ExpressionText.Of).ToHashSet(StringComparer.Ordinal);
        return Conjuncts(ends).All(c => given.Contains(ExpressionText.Of(c)));
    }

    private static IEnumerable<Expression> Conjuncts(Expression? expression) => expression switch
    {
        null => [],
        BinaryExpression { Operator: BinaryOperator.And } and => Conjuncts(and.Left).Concat(Conjuncts(and.Right)),
        _ => [expression],
    };

    /// <summary>The event's name inside the reference.</summary>
    private static Location EventPlace(EventRef reference)
    {
        var at = reference.Location.Source.Text.IndexOf(reference.Event, reference.Location.Span.Start, StringComparison.Ordinal);
        return at >= 0 && at < reference.Location.Span.End ? reference.Location with { Span = new Span(at, reference.Event.Length) } : reference.Location;
    }
}
