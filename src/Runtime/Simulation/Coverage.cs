using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>Which ways of each journey the tests took: `journey test --coverage`.</summary>
public static class Coverage
{
    public static ImmutableArray<JourneyCoverage> Of(Workspace workspace, ImmutableArray<TestResult> results) =>
        throw new System.Diagnostics.UnreachableException();
}

/// <summary>A journey without a choice has one way: its end.</summary>
public sealed record JourneyCoverage(string Journey, int Tests, int Ways, int Taken, ImmutableArray<WayNotTaken> NotTaken);

/// <summary>A step and the way out of it that no test took, `on timeout` for example.</summary>
public sealed record WayNotTaken(string Step, string Way, Location Location);
