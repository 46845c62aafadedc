using NodaTime;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A window that reaches further back than its events are kept.</summary>
internal static class LongerThanKept
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from expression in ProgramExpressions.Of(paths.Program).SelectMany(ExpressionTree.AsWritten)
        let read = Read(expression)
        where read is not null
        let kept = paths.Program.Event(read.Value.Event)?.Keep ?? paths.Program.Settings.KeepEvents
        where kept is not null && read.Value.Reach > kept
        from place in JourneyParts.Maybe(expression.Location)
        select JourneyDiagnostics.LongerThanKept(place, read.Value.Event, Words.Of(kept.Value), Words.Of(read.Value.Reach));

    private static (string Event, Duration Reach)? Read(Expression expression) => expression switch
    {
        AggregateExpression { Window: { Kind: WindowKind.Last or WindowKind.Between } w } a => (a.Event, Duration.Max(w.From.Measured, w.To.Measured)),
        LastFirstExpression { Window: { Kind: WindowKind.Last or WindowKind.Between } w } l => (l.Event, Duration.Max(w.From.Measured, w.To.Measured)),
        _ => null,
    };
}
