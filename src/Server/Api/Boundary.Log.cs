using Microsoft.Extensions.Logging;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Api;

internal sealed partial class Boundary
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} failed with {Kind}\n{Stack}")]
    private partial void Failed(string? endpoint, string kind, string? stack);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store failed: {Fault}")]
    private partial void StoreFailed(StoreFault fault);
}
