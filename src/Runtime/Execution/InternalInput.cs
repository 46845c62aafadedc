using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>What one input leads to inside its own decision; served after it, in order, at most 64 of them.</summary>
/// <param name="Run">The run that caused it, or null.</param>
internal abstract record InternalInput(string? Run);

internal sealed record SegmentMoved(string Segment, bool Entered) : InternalInput((string?)null);

internal sealed record EventMade(string Run, CustomerEvent Event) : InternalInput(Run);

internal sealed record RunCalled(Caller Caller, string Journey, string Key, RecordValue Input) : InternalInput(Caller.Run);

/// <summary>A called run has ended, or never began; <see cref="Result"/> is what its name holds from here on.</summary>
internal sealed record RunReturned(Caller Caller, RecordValue Result) : InternalInput(Caller.Run);

/// <summary>A question is answered or given up; what was held behind it may go.</summary>
internal sealed record QuestionClosed(string Run) : InternalInput(Run);
