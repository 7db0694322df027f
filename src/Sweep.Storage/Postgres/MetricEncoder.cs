using Sweep.Core.Trainers;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Postgres;

/// <summary>Writes metrics as rows of a binary COPY.</summary>
internal static class MetricEncoder
{
    private const short Columns = 5;

    /// <summary>Values of a metric that are encoded at once.</summary>
    private const int PiecePoints = 1 << 16;

    /// <summary>Rows for <see cref="CommitSql.CopyMetrics"/>, in pieces: each may be sent before the next is asked for.</summary>
    public static IEnumerable<CopyBuffer> Write(CopyBuffer buffer, FinishedTrial trial) =>
        trial.Metrics.SelectMany(metric => Write(buffer, trial, metric));

    private static IEnumerable<CopyBuffer> Write(CopyBuffer buffer, FinishedTrial trial, MetricCurve metric)
    {
        buffer.BeginRow(Columns);
        buffer.Write(trial.SweepId);
        buffer.Write(trial.Trial.Number);
        buffer.Write(metric.Metric);
        buffer.BeginInts(metric.Count);
        for (var start = 0; start < metric.Count; start += PiecePoints)
        {
            buffer.WriteInts(metric.Steps.AsSpan(start, Math.Min(PiecePoints, metric.Count - start)));
            yield return buffer;
        }

        buffer.BeginDoubles(metric.Count);
        for (var start = 0; start < metric.Count; start += PiecePoints)
        {
            buffer.WriteDoubles(metric.Values.AsSpan(start, Math.Min(PiecePoints, metric.Count - start)));
            yield return buffer;
        }
    }
}
