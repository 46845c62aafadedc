using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A journey that sends for a purpose which needs consent, and asks for none: told once a journey.</summary>
internal static class ConsentNeverAsked
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths)
    {
        foreach (var journey in paths.Program.Journeys)
        {
            var missing = journey.Steps.SelectMany(s => JourneyParts.Messages(s)).FirstOrDefault(m => NeedsConsent(paths.Program, m) is { } purpose && !Asks(paths, journey, purpose));
            if (missing is not null && NeedsConsent(paths.Program, missing) is { } needed)
            {
                yield return JourneyDiagnostics.NobodyAskedForConsent(missing.Location, journey.Name, needed, ChannelNames.Of(missing.Channel));
            }
        }
    }

    private static string? NeedsConsent(Workspace workspace, Message message) =>
        workspace.Template(message.Template) is { } template && workspace.Purpose(template.Purpose) is { NeedsConsent: true } purpose ? purpose.Name : null;

    private static bool Asks(WorkspacePaths paths, Journey journey, string purpose)
    {
        var fallback = journey.Steps.OfType<SendFirstStep>().Any(s => s.Attempts.Any(a => NeedsConsent(paths.Program, a) != purpose));
        var segments = journey.Triggers.Select(t => t switch { SegmentTrigger { Entered: true } s => s.Segment, ScheduleTrigger s => s.Segment, _ => null }).OfType<string>();
        return fallback
            || ProgramExpressions.Of(journey).Any(e => Asks(paths.Program, e, purpose, 0))
            || segments.Any(s => Asks(paths.Program, new InSegmentExpression(s, null), purpose, 0));
    }

    private static bool Asks(Workspace workspace, Expression expression, string purpose, int depth) => ExpressionTree.AsWritten(expression).Any(e => e switch
    {
        ConsentExpression c => c.Purpose == purpose,
        InSegmentExpression s => depth < 8 && workspace.Segment(s.Segment) is { } segment
            && segment.Conditions.SelectMany(ProgramExpressions.Of).Any(c => Asks(workspace, c, purpose, depth + 1)),
        _ => false,
    });
}
