namespace Sweep.Grains.Storage.Postgres;

/// <summary>Writes curves as rows of a binary COPY.</summary>
internal static class CurveEncoder
{
    private const short Columns = 6;

    /// <summary>A row for <see cref="CommitSql.CopyCurves"/> of a trial that has a result.</summary>
    public static void Write(CopyBuffer buffer, FinishedTrial trial)
    {
        var curve = trial.Result!.Curve;
        buffer.BeginRow(Columns);
        buffer.Write(trial.SweepId);
        buffer.Write(trial.Trial.Number);
        buffer.Write(curve.Every);
        buffer.Write(curve.LastIteration);
        buffer.WriteReals(curve.Loss);
        buffer.WriteShares(curve.Correct, curve.Samples);
    }
}
