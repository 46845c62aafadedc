using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Semantics.Domains;

namespace Personalization.Journeys.Language.Semantics.Paths;

/// <summary>What is known of everybody at the moment they enter: their trigger fired and they are eligible.</summary>
internal static class EntryFacts
{
    public static PathState Of(WorkspacePaths workspace, Journey journey)
    {
        var domains = workspace.Domains;
        var eligible = domains.Of(journey.Eligible, Truths.Yes);
        if (journey.Triggers.IsEmpty || workspace.IsStartedByOthers(journey))
        {
            return new PathState { Facts = eligible };
        }

        var times = journey.Triggers.Select(TimeOf).ToList();
        return new PathState
        {
            Facts = Cases.Any(journey.Triggers.Select(t => Of(t, domains))).And(eligible),
            DayTime = times.TrueForAll(t => t == times[0]) ? times[0] : null,
        };
    }

    private static Cases Of(Trigger trigger, ConditionDomains domains) => trigger switch
    {
        EventTrigger { Where: { } where } => Renamed(domains.Of(where, Truths.Yes)),
        SegmentTrigger s => domains.Of(new InSegmentExpression(s.Segment, null), s.Entered ? Truths.Yes : Truths.No),
        ScheduleTrigger s => domains.Of(new InSegmentExpression(s.Segment, null), Truths.Yes),
        _ => Cases.Anything,
    };

    private static DayTime? TimeOf(Trigger trigger) => trigger switch
    {
        ScheduleTrigger s => DayTime.At(s.At),
        DateTrigger { Moment.At: { } at } => DayTime.At(at),
        _ => null,
    };

    /// <summary>The event of the trigger is the entry of the run.</summary>
    private static Cases Renamed(Cases cases) => new(
    [
        .. cases.Ways.Select(way => way.Facts.Values.Aggregate(
            Conjunction.Anything,
            (all, fact) => Renamed(fact.Subject) is { } subject ? all.With(ExpressionText.Of(subject), fact with { Subject = subject }) : all)),
    ]);

    private static Expression? Renamed(Expression subject) => subject switch
    {
        RootExpression { Root: Root.Event } r => r with { Root = Root.Entry },
        MemberExpression m => Renamed(m.Target) is { } target ? m with { Target = target } : null,
        RootExpression => subject,
        _ => ExpressionTree.AsWritten(subject).Any(e => e is RootExpression { Root: Root.Event }) ? null : subject,
    };
}
