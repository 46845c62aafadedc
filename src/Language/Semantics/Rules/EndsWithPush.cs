using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>`send first of` whose last attempt can not reach everybody.</summary>
internal static class EndsWithPush
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        where !journey.Eligible.SelectMany(ProgramExpressions.Of).SelectMany(ExpressionTree.AsWritten).Any(ArmsUseOtherChannels.IsTokenKnown)
        from send in journey.Steps.OfType<SendFirstStep>()
        where !send.Attempts.IsEmpty && send.Attempts[^1].Channel == Channel.Push
        select JourneyDiagnostics.EndsWithPush(send.Attempts[^1].Location);
}
