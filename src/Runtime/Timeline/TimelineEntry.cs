using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Timeline;

/// <summary>What a line of a timeline is about. <see cref="Wait"/> and <see cref="Refused"/> say what did not happen yet, or not at all.</summary>
public enum TimelineKind
{
    Event,
    Entry,
    Refused,
    Message,
    Held,
    Skipped,
    Wait,
    Way,
    Goal,
    Exit,
    Incident,
    Other,
}

/// <summary>One fact of a customer's history in words, at the time of a clock, with the place in the text that decided it.</summary>
/// <param name="Journey">Empty when it is about no journey.</param>
/// <param name="Place">In the text of the version that decided it.</param>
/// <param name="Entry">What was put into words.</param>
public sealed record TimelineEntry(LocalDateTime At, TimelineKind Kind, string Journey, string Text, Place? Place, JournalEntry Entry);
