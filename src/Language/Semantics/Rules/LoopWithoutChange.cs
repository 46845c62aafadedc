using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A `repeat` whose rounds all happen at one moment, or whose `until` can not change.</summary>
internal static class LoopWithoutChange
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        from loop in journey.Steps.OfType<LoopStep>()
        where paths.Of(journey).Arrivals.ContainsKey(loop.Id)
        let found = Of(journey, loop)
        where found is not null
        select found;

    private static Diagnostic? Of(Journey journey, LoopStep loop)
    {
        var body = JourneyParts.Block(journey, loop.Body, loop.Id);
        var rests = loop.Every is not null || body.Any(Pauses);
        if (loop.Until is not { } until)
        {
            return !rests && loop.AtMost > 1 ? JourneyDiagnostics.RoundsAtOnce(loop.Location, loop.AtMost) : null;
        }

        var made = body.SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        var isFixed = PathState.IsStable(until) && !ExpressionTree.AsWritten(until).Any(e => e is VariableExpression v && made.Contains(v.Name));
        var cannotChange = isFixed || (!rests && !body.Any(s => s is WriteStep or RecordEventStep or RunStep or WithdrawConsentStep or SendStep or CallStep));
        return cannotChange ? JourneyDiagnostics.UntilCannotChange(until.Location ?? loop.Location, Words.Of(until), !rests) : null;
    }

    private static IEnumerable<string> Names(Step step) => step switch
    {
        LetStep l => [l.Name],
        WaitForStep w => w.Cases.Select(c => c.Event?.As).OfType<string>(),
        SendStep s => JourneyParts.Maybe(s.As),
        SendFirstStep s => JourneyParts.Maybe(s.As),
        AskStep a => JourneyParts.Maybe(a.As),
        CallStep c => JourneyParts.Maybe(c.As),
        RunStep r => JourneyParts.Maybe(r.As),
        EachStep e => [e.Name],
        _ => [],
    };

    private static bool Pauses(Step step) => step is WaitStep or WaitUntilStep or WaitForStep or AskStep or CallStep or RunStep { WaitForEnd: true } or SendFirstStep;
}
