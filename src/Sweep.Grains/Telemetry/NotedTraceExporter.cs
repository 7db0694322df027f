using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;

namespace Sweep.Grains.Telemetry;

/// <summary>Notes what the collector did not take, which the library tells nobody.</summary>
internal sealed class NotedTraceExporter(OtlpExporterOptions options, Delivery delivery) : OtlpTraceExporter(options)
{
    public override ExportResult Export(in Batch<Activity> activityBatch)
    {
        delivery.Begin();
        return delivery.Note(base.Export(activityBatch));
    }
}
