namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>What a page adds to a box: who stands there now, what happened there so far, and where a click leads.</summary>
/// <param name="Here">Empty when nobody does.</param>
public sealed record BoxNote(string Here, string SoFar, string? Link);
