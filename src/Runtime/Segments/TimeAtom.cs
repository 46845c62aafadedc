using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Segments;

/// <summary>A part of a condition that time alone can change, and all that is needed to say when.</summary>
internal abstract record TimeAtom;

/// <summary>Two values of which one at least moves: they may cross. <see cref="Steps"/> is for those that move unevenly.</summary>
internal sealed record CrossingAtom(Expression Left, BinaryOperator Operator, Expression Right, StepsAtom Steps) : TimeAtom;

/// <summary>What changes with the local day, or hour, or minute.</summary>
internal sealed record StepsAtom(bool Hours, bool Minutes) : TimeAtom;

/// <summary>Entries leave the window, or enter it.</summary>
internal sealed record WindowAtom(string Event, Window Window, Expression? Filter) : TimeAtom;

/// <summary>Something changes when an entry becomes that old.</summary>
internal sealed record AgeAtom(string Event, Duration Age) : TimeAtom;

internal sealed record RecencyAtom(Rfm Rfm) : TimeAtom;

internal sealed record StaleAtom(string Model, Duration After) : TimeAtom;
