using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Personalization.Journeys.Cli.Terminal;

/// <summary>What a running engine has to say, a line each on the error stream: what went wrong, and nothing else.</summary>
internal sealed class LogLines(CommandIo io) : ILoggerProvider
{
    private readonly Lock _lock = new();

    public ILogger CreateLogger(string categoryName) => new Lines(this);

    public void Dispose()
    {
    }

    private void Write(LogLevel level, string text)
    {
        var at = io.Time.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        lock (_lock)
        {
            io.Error.WriteLine($"{at} {level switch { LogLevel.Warning => "warning", LogLevel.Error => "error", LogLevel.Critical => "critical", _ => "note" }}: {text}");
        }
    }

    private sealed class Lines(LogLines target) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                target.Write(logLevel, formatter(state, null) + (exception is null ? "" : $" ({exception.GetType().Name})"));
            }
        }
    }
}
