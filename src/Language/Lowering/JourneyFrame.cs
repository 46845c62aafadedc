using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>What the steps of a journey need to know about it.</summary>
internal sealed record JourneyFrame(string Name, SourceText Source, Scope Scope, string? Policy, ImmutableArray<Field> Returns, ImmutableArray<string> Goals)
{
    /// <summary>The policy is misspelt or stands on a broken line: nothing can be said about its purpose.</summary>
    public bool PolicyIsUnknown { get; init; }

    /// <summary>Names of splits, experiments and bandits of the whole workspace: assignment is remembered under them.</summary>
    public required Dictionary<string, Location> Choices { get; init; }
}
