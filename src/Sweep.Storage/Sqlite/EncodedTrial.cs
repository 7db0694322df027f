namespace Sweep.Storage.Sqlite;

/// <summary>A trial to commit with its texts already written, so that the write lock is held for inserting only.</summary>
internal sealed class EncodedTrial : IDisposable
{
    private readonly PooledBytes _loss = new();
    private readonly PooledBytes _accuracy = new();
    private readonly PooledBytes _parameters = new();

    private EncodedTrial(FinishedTrial trial) => Trial = trial;

    public FinishedTrial Trial { get; }

    public ReadOnlySpan<byte> Parameters => _parameters.Written;

    public PooledBytes Loss => _loss;

    public PooledBytes Accuracy => _accuracy;

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
        _parameters.Advance(ParametersJson.Write(_parameters.Reserve(ParametersJson.Longest), Trial.Trial.Point));
        if (Trial.Curve is not { } curve)
            return;
        CurveJson.WriteLoss(_loss, curve.Loss);
        CurveJson.WriteAccuracy(_accuracy, curve.Correct, curve.Samples);
    }

    public void Dispose()
    {
        _loss.Dispose();
        _accuracy.Dispose();
        _parameters.Dispose();
    }
}
