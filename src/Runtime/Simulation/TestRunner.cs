using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>Runs the tests of a workspace on a virtual clock, over the engine that runs in production.</summary>
public static class TestRunner
{
    public static ImmutableArray<TestResult> RunAll(Workspace workspace) => [.. workspace.Tests.Select(test => Run(workspace, test))];

    public static TestResult Run(Workspace workspace, JourneyTest test) => throw new System.Diagnostics.UnreachableException();
}
