using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A segment that nothing uses. One with a description is meant for people, reports or other systems.</summary>
internal static class UnusedSegment
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths)
    {
        var used = Used(paths.Program).ToHashSet(StringComparer.Ordinal);
        return paths.Program.Segments
            .Where(s => string.IsNullOrWhiteSpace(s.Documentation) && !used.Contains(s.Name))
            .Select(s => JourneyDiagnostics.UnusedSegment(s.Location, s.Name));
    }

    private static IEnumerable<string> Used(Workspace workspace)
    {
        var triggers = workspace.Journeys.SelectMany(j => j.Triggers).Select(t => t switch { SegmentTrigger s => s.Segment, ScheduleTrigger s => s.Segment, _ => null }).OfType<string>();
        var exits = workspace.Journeys.SelectMany(j => j.Exits).OfType<SegmentExit>().Select(e => e.Segment);
        var conditions = ProgramExpressions.Of(workspace).SelectMany(ExpressionTree.AsWritten).OfType<InSegmentExpression>().Select(e => e.Segment);
        return triggers.Concat(exits).Concat(conditions);
    }
}
