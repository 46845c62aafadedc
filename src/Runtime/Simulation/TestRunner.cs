using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>Runs the tests of a workspace on a virtual clock, over the engine that runs in production.</summary>
public static class TestRunner
{
    public static ImmutableArray<TestResult> RunAll(Workspace workspace) =>
        [.. workspace.Tests.AsParallel().AsOrdered().Select(test => Run(workspace, test))];

    public static TestResult Run(Workspace workspace, JourneyTest test)
    {
        var run = TestRun.Play(new TestSetup(workspace, test));
        var verdict = new TestVerdict(run);
        return new TestResult(
            test,
            verdict.Passed,
            TestReport.Timeline(run, verdict),
            verdict.Passed ? "" : new TestReport(run, verdict).Write(),
            run.Journal,
            TestReport.Update(run, verdict));
    }
}
