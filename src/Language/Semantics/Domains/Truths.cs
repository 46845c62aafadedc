namespace Personalization.Journeys.Language.Semantics.Domains;

/// <summary>Truth values that are wanted of a condition; at a decision unknown counts as no.</summary>
[Flags]
internal enum Truths
{
    None = 0,
    Yes = 1,
    No = 2,
    Unknown = 4,
    NotYes = No | Unknown,
    NotNo = Yes | Unknown,
}
