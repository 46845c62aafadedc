using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>An experiment in which only one arm needs a push token.</summary>
internal static class ArmsUseOtherChannels
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        where !journey.Eligible.SelectMany(ProgramExpressions.Of).SelectMany(ExpressionTree.AsWritten).Any(IsTokenKnown)
        from experiment in journey.Steps.OfType<ExperimentStep>()
        where experiment.Spec is not null
        let arms = experiment.Arms.Where(a => !a.IsHoldout).Select(a => (Arm: a, Channels: Channels(journey, experiment, a))).Where(a => a.Channels.Count > 0).ToList()
        let push = arms.FirstOrDefault(a => a.Channels is [Channel.Push])
        let other = arms.FirstOrDefault(a => !a.Channels.Contains(Channel.Push))
        where push.Arm is not null && other.Arm is not null
        select JourneyDiagnostics.ArmsUseOtherChannels(push.Arm.Location, push.Arm.Name, other.Arm.Name);

    private static List<Channel> Channels(Journey journey, ExperimentStep experiment, Arm arm) =>
        [.. JourneyParts.Block(journey, arm.Then, experiment.Next).SelectMany(s => JourneyParts.Messages(s)).Select(m => m.Channel).Distinct()];

    public static bool IsTokenKnown(Expression expression) =>
        expression is IsExpression { Value: MemberExpression { Name: "push_token" } } test && (test.Test == IsTest.Known) != test.Negated;
}
