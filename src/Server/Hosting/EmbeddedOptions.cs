using System.Collections.Immutable;
using Personalization.Journeys.Channels.Email;
using Personalization.Journeys.Channels.Webhooks;
using Personalization.Journeys.Language;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Hosting;

/// <summary>An engine in one process: what it runs, where its data lies, how it is reached.</summary>
/// <param name="Compilation">Of a workspace without errors.</param>
/// <param name="Data">The folder of the database and the outbox; made when it is not there.</param>
public sealed record EmbeddedOptions(Compilation Compilation, string Data)
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Where to listen, `;` between several; port 0 takes a free one.</summary>
    public string Urls { get; init; } = DefaultUrl;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public EngineOptions Engine { get; init; } = new();

    public EmailOptions Email { get; init; } = new();

    public WebhookOptions Webhooks { get; init; } = new();

    /// <summary>Makes a key with these scopes though there are keys already; empty makes one only where there is none.</summary>
    public ImmutableArray<string> NewKey { get; init; } = [];

    /// <summary>How long what is under way may take when the engine stops; 30 seconds by default.</summary>
    public TimeSpan LongestDrain { get; init; } = TimeSpan.FromSeconds(30);
}
