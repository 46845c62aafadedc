using NodaTime;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>What the gate says to a message.</summary>
internal abstract record Verdict;

/// <param name="NotAfter">The end of the allowed hours or of `for`; null when there is none.</param>
internal sealed record MayGo(Instant? NotAfter) : Verdict;

internal sealed record MustSkip(string Reason) : Verdict;

/// <param name="CappedSince">When a cap first stood in the way; null when none did.</param>
internal sealed record MustWait(Instant Until, string Reason, Instant? CappedSince) : Verdict;

/// <summary>Why a message did not go; short, stable, counted.</summary>
internal static class SkipReason
{
    public const string NoConsent = "no consent";
    public const string NoAddress = "no address";
    public const string QuietHours = "quiet hours";
    public const string Capped = "capped";
    public const string Late = "late";
    public const string Duplicate = "duplicate";
    public const string QuestionOpen = "another question is open";
}
