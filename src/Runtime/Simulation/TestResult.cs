using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>What became of a test.</summary>
/// <param name="Timeline">What happened, a line each, in the look of `expect timeline:`, entries included.</param>
/// <param name="Difference">Empty when it passed; else the timeline with what differs marked, under a `FAIL` line.</param>
/// <param name="Journal">Everything that happened, for coverage and explanation.</param>
/// <param name="Update">The lines that `expect timeline:` should hold; null when the test has none or it holds them already.</param>
public sealed record TestResult(
    JourneyTest Test, bool Passed, ImmutableArray<string> Timeline, string Difference, ImmutableArray<JournalEntry> Journal, string? Update);
