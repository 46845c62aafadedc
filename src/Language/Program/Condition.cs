using System.Collections.Immutable;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Program;

/// <summary>A tree of conditions, one leaf a line, so that a refusal can name the first line that said no.</summary>
public abstract record Condition(Location Location);

/// <summary><see cref="Text"/> is the line as written, white space folded: the reason when it says no.</summary>
public sealed record LeafCondition(Expression Expression, string Text, Location Location) : Condition(Location);

public sealed record GroupCondition(ConditionGroup Group, ImmutableArray<Condition> Conditions, Location Location) : Condition(Location);
