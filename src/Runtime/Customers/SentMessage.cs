using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Customers;

/// <summary>A message that was handed over: what caps count, and where what the channel learns belongs.</summary>
/// <param name="Visit">Which time its step was begun.</param>
/// <param name="Name">The name its outcome stands under, or null.</param>
/// <param name="Counts">False once the channel gave its place back: rejected, skipped or expired.</param>
public sealed record SentMessage(
    string SendKey,
    Instant At,
    string Run,
    string Journey,
    int Version,
    string Step,
    int Visit,
    Channel Channel,
    string Template,
    string Policy,
    string? Name,
    bool Counts);
