using NodaTime;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>What the gate says to a message.</summary>
internal abstract record Verdict;

/// <param name="NotAfter">The end of the allowed hours or of `for`; null when there is none.</param>
internal sealed record MayGo(Instant? NotAfter) : Verdict;

internal sealed record MustSkip(string Reason) : Verdict;

/// <param name="CappedSince">When a cap first stood in the way; null when none did.</param>
internal sealed record MustWait(Instant Until, string Reason, Instant? CappedSince) : Verdict;
