using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Templates;

/// <summary>A message as a channel sends it: its short texts by name, the HTML body if it has one, and plain text.</summary>
public sealed record RenderedMessage(ImmutableSortedDictionary<string, string> Parts, string? Html, string Text)
{
    public string? Part(string name) => Parts.GetValueOrDefault(name);
}
