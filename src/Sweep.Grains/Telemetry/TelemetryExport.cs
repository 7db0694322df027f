using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Sweep.Grains.Clustering;

namespace Sweep.Grains.Telemetry;

/// <summary>
/// This process' export of telemetry. Held from before its first host is built, which looks whether anybody listens, until after the
/// last has stopped; disposing sends what is buffered.
/// </summary>
public sealed class TelemetryExport : IDisposable
{
    private static readonly string[] Sources = [SweepTelemetry.Name, "Microsoft.Orleans.Application", "Npgsql"];
    private static readonly string[] Meters = [SweepTelemetry.Name, "Microsoft.Orleans", "Npgsql", "System.Runtime"];

    private readonly TelemetrySettings _settings;
    private readonly string _service;
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    private TelemetryExport(TelemetrySettings settings, string service)
    {
        _settings = settings;
        _service = service;
        if (settings.Traces is { } traces)
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(Resource())
                .SetSampler(SweepSampler.Of(settings.Sampler, settings.SamplerArgument))
                .AddSource(Sources)
                .AddProcessor(new TrialSpanProcessor(Sender(traces)))
                .Build();
        }

        if (settings.Metrics is { } metrics)
        {
            _metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(Resource())
                .AddMeter(Meters)
                .AddOtlpExporter(metrics.Apply)
                .Build();
        }
    }

    /// <param name="settings">What is exported.</param>
    /// <param name="service">Name of the service, unless the environment gives one.</param>
    /// <returns>Null where nothing is to be exported: then nothing is loaded either.</returns>
    public static TelemetryExport? Start(TelemetrySettings settings, string service)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.IsOff ? null : new TelemetryExport(settings, service);
    }

    /// <summary>Of the trials that are neither failed, slow nor first, the share whose spans are kept.</summary>
    public double TrialShare => _settings.TrialShare;

    /// <summary>Lets a host's logs be exported too; the host sends what is buffered when it is disposed.</summary>
    public void ConfigureLogging(ILoggingBuilder logging)
    {
        ArgumentNullException.ThrowIfNull(logging);
        if (_settings.Logs is not { } logs)
            return;
        logging.AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(Resource());
            options.IncludeFormattedMessage = true;
            options.AddOtlpExporter(logs.Apply);
        });
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private static BatchActivityExportProcessor Sender(OtlpTarget target)
    {
        var where = new OtlpExporterOptions();
        target.Apply(where);

        // Made by itself it reads the standard's variables for its sizes and times.
        var batch = new BatchExportActivityProcessorOptions();
        return new BatchActivityExportProcessor(
            new OtlpTraceExporter(where), batch.MaxQueueSize, batch.ScheduledDelayMilliseconds, batch.ExporterTimeoutMilliseconds, batch.MaxExportBatchSize);
    }

    /// <summary>The environment's attributes stand before ours.</summary>
    private ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService(_service, serviceVersion: BuildVersion.Current, serviceInstanceId: $"{Environment.MachineName}/{Environment.ProcessId}")
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
