using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Sweep.Core.Texts;

namespace Sweep.Grains.Telemetry;

/// <summary>
/// This process' export of telemetry. Held from before its first host is built, which looks whether anybody listens, until after the
/// last has stopped; disposing sends what is buffered, all signals side by side, and says what did not arrive.
/// </summary>
public sealed class TelemetryExport : IDisposable
{
    private static readonly string[] Sources = [SweepTelemetry.Name, "Microsoft.Orleans.Application", "Npgsql"];
    private static readonly string[] Meters = [SweepTelemetry.Name, "Microsoft.Orleans", "Npgsql", "System.Runtime"];

    /// <summary>How long a process stays for a collector once all else is done.</summary>
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan ProcessorLooks = TimeSpan.FromSeconds(0.99);

    private readonly TelemetrySettings _settings;
    private readonly string _service;
    private readonly Action<string> _tell;
    private readonly List<(Delivery Delivery, Func<bool> Flush)> _signals = [];
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;
    private readonly LogSender? _logs;

    private TelemetryExport(TelemetrySettings settings, string service, Action<string> tell)
    {
        _settings = settings;
        _service = service;
        _tell = tell;
        if (settings.Traces is { } traces)
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(Resource())
                .SetSampler(TraceSampler.Of(settings.Sampler, settings.SamplerArgument))
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
            _signals.Add((new Delivery("metrics", metrics.Endpoint), () => _metrics?.ForceFlush(FlushMilliseconds) ?? true));
        }

        if (settings.Logs is { } logs)
            _logs = CreateLogSender(logs);
    }

    /// <param name="settings">What is exported.</param>
    /// <param name="service">Name of the service, unless the environment gives one.</param>
    /// <param name="tell">Takes one line for people at the end, where not all has arrived.</param>
    /// <returns>Null where nothing is to be exported: then nothing is loaded either.</returns>
    public static TelemetryExport? Start(TelemetrySettings settings, string service, Action<string> tell)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.IsOff ? null : new TelemetryExport(settings, service, tell);
    }

    /// <summary>Whether the OpenTelemetry library has refused what the environment says.</summary>
    public static bool IsRefusal(Exception failure) =>
        failure is ArgumentException or FormatException or InvalidOperationException or NotSupportedException or IOException or CryptographicException;

    /// <summary>Says so without the values, among which are secrets.</summary>
    public static string Describe(Exception refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return $"OTEL_*: the export of telemetry cannot be set up: {Secrets.Masked(refusal.Message.Split('\n')[0])}; check the variables, or leave them out (docs/telemetry.md)";
    }

    /// <summary>Of the trials that are neither failed, slow nor first, the share whose spans are kept.</summary>
    public double TrialShare => _settings.TrialShare;

    /// <summary>Lets a host's logs be exported too.</summary>
    public void ConfigureLogging(ILoggingBuilder logging)
    {
        ArgumentNullException.ThrowIfNull(logging);
        if (_logs is null)
            return;
        logging.AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(Resource());
            options.IncludeFormattedMessage = true;
            options.AddProcessor(_logs);
        });
    }

    /// <summary>
    /// The providers' own ends wait up to 5 s each, one after another, for a collector that does not answer; so they are not waited for: what
    /// is under way then ends with the process.
    /// </summary>
    public void Dispose()
    {
        var flushes = _signals.ConvertAll(signal => (signal.Delivery, Flushed: Task.Run(signal.Flush)));
        Task.WaitAny([Task.WhenAll(flushes.Select(one => one.Flushed))], FlushLimit);
        var missing = flushes.Where(one => one.Delivery.IsMissing || one.Flushed is not { IsCompletedSuccessfully: true, Result: true })
            .Select(one => one.Delivery.Name).ToList();
        if (missing.Count > 0)
            _tell($"telemetry: not all has arrived ({string.Join(", ", missing)}): see whether the collector is there and answers");
        _ = Task.Run(End);
    }

    private static int FlushMilliseconds => (int)FlushLimit.TotalMilliseconds;

    private void End()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private BatchActivityExportProcessor Sender(OtlpTarget target)
    {
        var where = new OtlpExporterOptions();
        target.Apply(where);
        var delivery = new Delivery("traces", target.Endpoint);
        _signals.Add((delivery, () => _traces?.ForceFlush(FlushMilliseconds) ?? true));

        // Made by itself it reads the standard's variables for its sizes and times.
        var batch = new BatchExportActivityProcessorOptions();
        return new BatchActivityExportProcessor(
            new NotedTraceExporter(where, delivery), batch.MaxQueueSize, batch.ScheduledDelayMilliseconds,
            batch.ExporterTimeoutMilliseconds, batch.MaxExportBatchSize);
    }

    private LogSender CreateLogSender(OtlpTarget target)
    {
        var where = new OtlpExporterOptions();
        target.Apply(where);
        var delivery = new Delivery("logs", target.Endpoint);
        var batch = new BatchExportLogRecordProcessorOptions();
        var sender = new LogSender(new BatchLogRecordExportProcessor(
            new OtlpLogExporter(where), batch.MaxQueueSize, batch.ScheduledDelayMilliseconds, batch.ExporterTimeoutMilliseconds, batch.MaxExportBatchSize));
        _signals.Add((delivery, () => IsSoon(() => sender.ForceFlush(FlushMilliseconds))));
        return sender;
    }

    /// <summary>
    /// True where all has arrived. A batch processor holds for flushed what its exporter has taken, which it looks for once a second; only before
    /// that it is the
    /// exporter's end that tells it. (The exporter of logs is sealed, so its own result is not to be had.)
    /// </summary>
    private static bool IsSoon(Func<bool> flush)
    {
        var since = Stopwatch.GetTimestamp();
        return flush() && Stopwatch.GetElapsedTime(since) < ProcessorLooks;
    }

    /// <summary>The environment's attributes stand before ours.</summary>
    private ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService(_service, serviceVersion: BuildVersion.Current, serviceInstanceId: $"{Environment.MachineName}/{Environment.ProcessId}")
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
