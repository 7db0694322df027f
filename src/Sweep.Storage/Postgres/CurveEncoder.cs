namespace Sweep.Storage.Postgres;

/// <summary>Writes curves as rows of a binary COPY.</summary>
internal static class CurveEncoder
{
    private const short Columns = 6;

    /// <summary>Points of a curve that are encoded at once.</summary>
    private const int PiecePoints = 1 << 16;

    /// <summary>A row for <see cref="CommitSql.CopyCurves"/> of a trial that has a result, in pieces: each may be sent before the next is asked for.</summary>
    public static IEnumerable<CopyBuffer> Write(CopyBuffer buffer, FinishedTrial trial)
    {
        var curve = trial.Curve!;
        buffer.BeginRow(Columns);
        buffer.Write(trial.SweepId);
        buffer.Write(trial.Trial.Number);
        buffer.Write(curve.Every);
        buffer.Write(curve.LastIteration);
        buffer.BeginReals(curve.Count);
        for (var start = 0; start < curve.Count; start += PiecePoints)
        {
            buffer.WriteReals(curve.Loss.AsSpan(start, Math.Min(PiecePoints, curve.Count - start)));
            yield return buffer;
        }

        buffer.BeginReals(curve.Count);
        for (var start = 0; start < curve.Count; start += PiecePoints)
        {
            buffer.WriteShares(curve.Correct.AsSpan(start, Math.Min(PiecePoints, curve.Count - start)), curve.Samples);
            yield return buffer;
        }
    }
}
