using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>Which ways of each journey the tests took: `journey test --coverage`.</summary>
public static class Coverage
{
    /// <summary>The name of the one way of a journey without choices.</summary>
    public const string ToTheEnd = "to the end";

    public static ImmutableArray<JourneyCoverage> Of(Workspace workspace, ImmutableArray<TestResult> results)
    {
        var taken = new HashSet<(string Journey, string Step, string Way)>();
        foreach (var entry in results.SelectMany(r => r.Journal))
        {
            switch (entry)
            {
                case WayTaken way:
                    taken.Add((way.Journey, way.Step, way.Way));
                    break;
                case ArmAssigned arm:
                    taken.Add((arm.Journey, arm.Experiment, ArmWay(arm.Arm)));
                    break;
                case Exited exited:
                    taken.Add((exited.Journey, "", ToTheEnd));
                    break;
            }
        }

        return
        [
            .. workspace.Journeys.Select(journey =>
            {
                var ways = WaysOf(journey).ToImmutableArray();
                if (ways.IsEmpty)
                {
                    ways = [new WayNotTaken("", ToTheEnd, journey.Location)];
                }

                var notTaken = ways.Where(way => !taken.Contains((journey.Name, KeyOf(journey, way.Step), way.Way))).ToImmutableArray();
                return new JourneyCoverage(
                    journey.Name, results.Count(r => r.Test.Journey == journey.Name), ways.Length, ways.Length - notTaken.Length, notTaken);
            }),
        ];
    }

    private static IEnumerable<WayNotTaken> WaysOf(Journey journey) => journey.Steps.SelectMany(step => step switch
    {
        BranchStep => Ways(step, ["yes", "no"]),
        SwitchStep match => Ways(step, [.. match.Cases.Select((_, i) => $"when {i + 1}"), "else"]),
        WaitForStep wait => [.. wait.Cases.Select(c => new WayNotTaken(step.Id, WayOf(c), c.Location)), .. Ways(step, ["timeout"])],
        AskStep ask =>
        [
            .. ask.Cases.SelectMany(c => c.Choices.Select(choice => new WayNotTaken(step.Id, choice, c.Location))),
            .. Ways(step, ask.HasOther ? ["any other answer", "timeout"] : ["timeout"]),
        ],
        SendFirstStep first => first.Attempts.DistinctBy(a => a.Channel).Select(a => new WayNotTaken(step.Id, ChannelNames.Of(a.Channel), a.Location)),
        ExperimentStep experiment => experiment.Arms.Select(arm => new WayNotTaken(step.Id, ArmWay(arm.Name), arm.Location)),
        BanditStep bandit => bandit.Arms.Select(arm => new WayNotTaken(step.Id, ArmWay(arm.Name), arm.Location)),
        _ => [],
    });

    private static IEnumerable<WayNotTaken> Ways(Step step, IEnumerable<string> ways) => ways.Select(way => new WayNotTaken(step.Id, way, step.Location));

    private static string WayOf(WaitCase waitCase) => waitCase.Event is { } on ? $"event {on.Event}" : $"{waitCase.Outcome?.Name}.{waitCase.Outcome?.Flag}";

    private static string ArmWay(string arm) => $"arm {arm}";

    /// <summary>The journal names an arm by its experiment, every other way by its step.</summary>
    private static string KeyOf(Journey journey, string step) => journey.Find(step) switch
    {
        ExperimentStep experiment => experiment.Name,
        BanditStep bandit => bandit.Name,
        _ => step,
    };
}

/// <summary>A journey without a choice has one way: its end.</summary>
public sealed record JourneyCoverage(string Journey, int Tests, int Ways, int Taken, ImmutableArray<WayNotTaken> NotTaken);

/// <summary>A step and the way out of it that no test took, `timeout` for example.</summary>
public sealed record WayNotTaken(string Step, string Way, Location Location);
