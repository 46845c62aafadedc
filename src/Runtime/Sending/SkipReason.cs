namespace Personalization.Journeys.Runtime.Sending;

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
