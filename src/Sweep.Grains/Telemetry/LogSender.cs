using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Sweep.Grains.Telemetry;

/// <summary>
/// Sends logs of one host after another: a host that ends does not wait for the collector, the end of the process does, once and for all signals.
/// </summary>
internal sealed class LogSender(BaseProcessor<LogRecord> next) : CompositeProcessor<LogRecord>([next])
{
    protected override bool OnShutdown(int timeoutMilliseconds) => true;

#pragma warning disable CA2215 // The process holds it until its end.
    protected override void Dispose(bool disposing)
#pragma warning restore CA2215
    {
        // A host would end what the next one needs.
    }
}
