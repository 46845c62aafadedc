namespace Personalization.Journeys.Cli.Data;

/// <summary>
/// A record that could not be taken, in full, so that nothing is lost. <see cref="Kind"/> is what counts are made of,
/// <see cref="Reason"/> the sentence about this one. <see cref="Text"/> is null when the record stays in its file
/// because it is too large to copy.
/// </summary>
internal sealed record Reject(string File, long Line, string Kind, string Reason, string? Text, long Bytes);
