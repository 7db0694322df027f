using Microsoft.Extensions.Logging;
using Sweep.Client.Terminal;

namespace Sweep.Client.Serving;

/// <summary>Says on standard error what a server logs that people should know: warnings, failures, and who changed what.</summary>
internal sealed class MessageLog(Output output) : ILoggerProvider
{
    private readonly Lock _gate = new();

    public ILogger CreateLogger(string categoryName) => new Category(
        this, categoryName.StartsWith("Sweep", StringComparison.Ordinal) ? LogLevel.Information : LogLevel.Error);

    public void Dispose()
    {
    }

    private void Say(LogLevel level, string message)
    {
        lock (_gate)
        {
            if (level >= LogLevel.Warning)
                output.Complain(message);
            else
                output.Say(message);
        }
    }

    private sealed class Category(MessageLog log, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                log.Say(logLevel, exception is null ? formatter(state, exception) : $"{formatter(state, exception)}: {exception.GetType().Name}: {Secrets.Masked(exception.Message)}");
        }
    }
}
