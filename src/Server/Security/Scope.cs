using System.Collections.Immutable;

namespace Personalization.Journeys.Server.Security;

/// <summary>What a key may do.</summary>
public static class Scope
{
    public const string EventsWrite = "events:write";
    public const string CustomersRead = "customers:read";
    public const string CustomersWrite = "customers:write";
    public const string CustomersErase = "customers:erase";
    public const string JourneysRead = "journeys:read";

    /// <summary>Says what became of messages, in the name of a channel.</summary>
    public const string Channel = "channel";

    /// <summary>Everything.</summary>
    public const string Admin = "admin";

    public static readonly ImmutableArray<string> All = [Admin, Channel, CustomersErase, CustomersRead, CustomersWrite, EventsWrite, JourneysRead];
}

/// <summary>An endpoint that only a key with this scope may use.</summary>
internal sealed record NeedsScope(string Scope);

internal static class ScopeConventions
{
    public static TBuilder Needs<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : Microsoft.AspNetCore.Builder.IEndpointConventionBuilder
    {
        builder.Add(b => b.Metadata.Add(new NeedsScope(scope)));
        return builder;
    }
}
