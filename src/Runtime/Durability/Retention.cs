using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>How long a store keeps what nobody needs to decide.</summary>
/// <param name="Events">The types of events with a time of their own.</param>
/// <param name="Journal">All other rows of the journal; null keeps them.</param>
public sealed record Retention(IReadOnlyDictionary<string, Duration> Events, Duration? Journal)
{
    /// <summary>Ids of events that no longer fit into the document: after this a repeat counts as a new event.</summary>
    public static readonly Duration SeenEvents = Duration.FromDays(14);

    /// <summary>What a message said, from its end on; the row itself stays.</summary>
    public static readonly Duration Payloads = Duration.FromDays(30);

    public static Retention Of(Workspace workspace) => new(
        workspace.Events.Where(e => e.Keep is not null).ToDictionary(e => e.Name, e => e.Keep!.Value, StringComparer.Ordinal),
        workspace.Settings.KeepEvents);
}
