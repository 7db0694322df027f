namespace Sweep.Grains.Storage.Sqlite;

/// <summary>A trial to commit with its texts already written, so that the write lock is held for inserting only.</summary>
internal sealed class EncodedTrial : IDisposable
{
    private readonly PooledBytes _loss = new();
    private readonly PooledBytes _accuracy = new();
    private readonly PooledBytes _parameters = new();

    public EncodedTrial(FinishedTrial trial)
    {
        Trial = trial;
        _parameters.Advance(ParametersJson.Write(_parameters.Reserve(ParametersJson.Longest), trial.Trial.Point));
        if (trial.Result?.Curve is not { } curve)
            return;
        CurveJson.WriteLoss(_loss, curve.Loss);
        CurveJson.WriteAccuracy(_accuracy, curve.Correct, curve.Samples);
    }

    public FinishedTrial Trial { get; }

    public ReadOnlySpan<byte> Parameters => _parameters.Written;

    public ReadOnlySpan<byte> Loss => _loss.Written;

    public ReadOnlySpan<byte> Accuracy => _accuracy.Written;

    public void Dispose()
    {
        _loss.Dispose();
        _accuracy.Dispose();
        _parameters.Dispose();
    }
}
