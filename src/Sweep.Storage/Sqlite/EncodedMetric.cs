using Sweep.Core.Trainers;

namespace Sweep.Storage.Sqlite;

/// <summary>A metric to commit with its texts, once they are written.</summary>
internal sealed class EncodedMetric(MetricCurve metric) : IDisposable
{
    public string Name { get; } = metric.Metric;

    public PooledBytes Steps { get; } = new();

    public PooledBytes Values { get; } = new();

    public void Write()
    {
        MetricJson.Write(Steps, metric.Steps);
        MetricJson.Write(Values, metric.Values);
    }

    public void Dispose()
    {
        Steps.Dispose();
        Values.Dispose();
    }
}
