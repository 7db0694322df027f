using Sweep.Storage.Trials;

namespace Sweep.Storage.Sqlite;

/// <summary>A trial to commit with the texts of its curves already written, so that the write lock is held for inserting only.</summary>
internal sealed class EncodedTrial : IDisposable
{
    private readonly PooledBytes _loss = new();
    private readonly PooledBytes _accuracy = new();
    private readonly EncodedMetric[] _metrics;

    private EncodedTrial(FinishedTrial trial)
    {
        Trial = trial;
        _metrics = trial.Metrics.Count == 0 ? [] : [.. trial.Metrics.Select(metric => new EncodedMetric(metric))];
    }

    public FinishedTrial Trial { get; }

    public PooledBytes Loss => _loss;

    public PooledBytes Accuracy => _accuracy;

    public ReadOnlySpan<EncodedMetric> Metrics => _metrics;

    /// <summary>Writes the texts of all; what was written is gone where there is no memory for the rest.</summary>
    public static List<EncodedTrial> Encode(IReadOnlyList<FinishedTrial> trials)
    {
        var encoded = new List<EncodedTrial>(trials.Count);
        try
        {
            foreach (var trial in trials)
            {
                encoded.Add(new EncodedTrial(trial));
                encoded[^1].Write();
            }

            return encoded;
        }
        catch
        {
            encoded.ForEach(trial => trial.Dispose());
            throw;
        }
    }

    private void Write()
    {
        foreach (var metric in _metrics)
            metric.Write();
        if (Trial.Curve is not { } curve)
            return;
        CurveJson.WriteLoss(_loss, curve);
        CurveJson.WriteAccuracy(_accuracy, curve);
    }

    public void Dispose()
    {
        _loss.Dispose();
        _accuracy.Dispose();
        foreach (var metric in _metrics)
            metric.Dispose();
    }
}
