using NodaTime;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Customers;

/// <summary>Why a thread of a run does not go on.</summary>
/// <param name="Since">When it began to.</param>
public abstract record Pause(Instant Since)
{
    /// <summary>When time alone goes on; null when only something else does.</summary>
    public abstract Instant? NextAt { get; }
}

/// <summary>A pause that time ends, if nothing else does before.</summary>
public abstract record TimedPause(Instant Since, Instant Until) : Pause(Since)
{
    public override Instant? NextAt => Until;
}

/// <summary>`wait`, `wait until`, and the pause between rounds of a loop. The aim is resolved again when the zone changes.</summary>
public sealed record Waiting(Instant Since, Instant Until, Aim Aim) : TimedPause(Since, Until);

/// <summary>`wait up to`.</summary>
public sealed record WaitingFor(Instant Since, Instant Until) : TimedPause(Since, Until);

/// <summary>A message that may not go yet.</summary>
/// <param name="Visit">Which time the step was begun; part of the send key.</param>
/// <param name="Attempt">Which line of a `send first of`, from 0.</param>
/// <param name="CappedSince">When a cap first stood in the way; null when none did.</param>
public sealed record Held(Instant Since, Instant Until, string Reason, int Visit, int Attempt, Instant? CappedSince) : TimedPause(Since, Until);

/// <summary>A message of `send first of` or `ask` of which the channel has not spoken; after <see cref="TimedPause.Until"/> it counts as reached.</summary>
public sealed record AwaitingChannel(Instant Since, Instant Until, string SendKey, int Visit, int Attempt) : TimedPause(Since, Until);

/// <summary>An attempt that is accepted and `needs` a reaction in time.</summary>
public sealed record AwaitingReaction(Instant Since, Instant Until, string SendKey, int Visit, int Attempt) : TimedPause(Since, Until);

/// <summary>A question that was asked.</summary>
public sealed record AwaitingReply(Instant Since, Instant Until, string SendKey) : TimedPause(Since, Until);

/// <summary>A webhook that was called.</summary>
public sealed record AwaitingAnswer(Instant Since, Instant Until, string CallKey) : TimedPause(Since, Until);

/// <summary>`run journey`: the run that was called ends this.</summary>
public sealed record AwaitingRun(Instant Since, int Visit) : Pause(Since)
{
    public override Instant? NextAt => null;
}

/// <summary>`in parallel`: the end of the last branch ends this.</summary>
public sealed record AwaitingBranches(Instant Since) : Pause(Since)
{
    public override Instant? NextAt => null;
}

/// <summary>No pause at all: the thread is on its way in the middle of a decision. Never stored.</summary>
public sealed record Moving(Instant Since) : Pause(Since)
{
    public override Instant? NextAt => null;
}
