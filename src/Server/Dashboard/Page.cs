using System.Collections.Immutable;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>What one address shows. Made anew whenever something it shows may have changed.</summary>
/// <param name="Live">The stream that keeps it fresh; null when nothing of it changes.</param>
/// <param name="Name">A class for the style sheet.</param>
internal sealed record Page(string Title, string? Live, string Name, ImmutableArray<Region> Regions);

/// <summary>A part of a page that is replaced in place when it changes.</summary>
internal readonly record struct Region(string Id, Markup Content);

/// <summary>How to make a page, and which commits it shows something of. The answer is null when there is no such page any more.</summary>
internal sealed record PageSource(Func<CancellationToken, ValueTask<Page?>> Make, Predicate<Committed> Shows);
