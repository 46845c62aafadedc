using Microsoft.Extensions.Logging;

namespace Personalization.Journeys.Server.Hosting;

internal sealed partial class EngineWork
{
    [LoggerMessage(Level = LogLevel.Critical, Message = "{Part} ended with {Kind}; the engine stops\n{Stack}")]
    private partial void Ended(string part, string kind, string? stack);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Part} failed ({Kind}); it is tried again")]
    private partial void Failed(string part, string kind);
}
